#include "audit/protect/token.h"

#include <array>
#include <charconv>

namespace aval {
namespace {

constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct KindLetter {
  TokenKind kind;
  char letter;
};
constexpr std::array kLetters = {KindLetter{TokenKind::hmac, 'h'}, KindLetter{TokenKind::siv, 's'},
                                 KindLetter{TokenKind::vault, 'v'}};

int value_of(char c) {
  if (c >= 'a' && c <= 'z')
    c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O')
    c = '0';
  if (c == 'I' || c == 'L')
    c = '1';
  const std::size_t place = kSymbols.find(c);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

}  // namespace

std::string token_prefix(TokenKind kind, int epoch) {
  std::string out = "av1";
  for (const KindLetter& known : kLetters)
    if (known.kind == kind)
      out.push_back(known.letter);
  return out + "." + std::to_string(epoch) + ".";
}

void append_base32(std::string_view bytes, std::string& out) {
  std::size_t at = out.size();
  out.resize(at + (bytes.size() * 8 + 4) / 5);
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5)
      out[at++] = kSymbols[(held >> (bits - 5)) & 31];
    held &= (1U << bits) - 1;
  }
  if (bits > 0)
    out[at] = kSymbols[(held << (5 - bits)) & 31];
}

std::optional<SecretBytes> read_base32(std::string_view text) {
  SecretBytes out(text.size() * 5 / 8);
  unsigned held = 0;
  unsigned bits = 0;
  std::size_t count = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0)
      return std::nullopt;
    held = (held << 5) | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.bytes()[count++] = static_cast<unsigned char>((held >> bits) & 0xff);
    }
    held &= (1U << bits) - 1;
  }
  if (held != 0 || bits >= 5 || count != out.size())
    return std::nullopt;
  return out;
}

std::optional<Token> parse_token(std::string_view text) {
  if (!text.starts_with("av1") || text.size() < 8 || text[4] != '.')
    return std::nullopt;
  const std::size_t dot = text.find('.', 5);
  if (dot == std::string_view::npos)
    return std::nullopt;
  Token token;
  const std::string_view number = text.substr(5, dot - 5);
  const auto [end, failed] =
      std::from_chars(number.data(), number.data() + number.size(), token.epoch);
  if (failed != std::errc() || end != number.data() + number.size() || token.epoch < 1)
    return std::nullopt;
  token.payload = text.substr(dot + 1);
  for (const KindLetter& known : kLetters)
    if (known.letter == text[3]) {
      token.kind = known.kind;
      return token;
    }
  return std::nullopt;
}

}  // namespace aval
