#include "audit/protect/token.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

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

// Five bytes are eight symbols; what is left at the end is followed by zero bits.
constexpr std::size_t kGroup = 5;
constexpr std::size_t kGroupSymbols = 8;

// Written out place by place: a loop over them takes twice as long.
template <std::size_t... place>
std::uint64_t number_of(const char* group, std::index_sequence<place...>) {
  return ((std::uint64_t{static_cast<unsigned char>(group[place])} << (32 - 8 * place)) | ...);
}

template <std::size_t... place>
void put_group(std::uint64_t number, char* to, std::index_sequence<place...>) {
  const char* known = kSymbols.data();
  ((to[place] = known[(number >> (35 - 5 * place)) & 31]), ...);
}

void put_group(const char* group, char* to) {
  put_group(number_of(group, std::make_index_sequence<kGroup>()), to,
            std::make_index_sequence<kGroupSymbols>());
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
  const std::size_t start = out.size();
  out.resize(start + (bytes.size() * 8 + 4) / 5);
  char* to = out.data() + start;
  for (; bytes.size() >= kGroup; bytes.remove_prefix(kGroup), to += kGroupSymbols)
    put_group(bytes.data(), to);
  if (bytes.empty())
    return;
  std::array<char, kGroup> last{};
  std::copy(bytes.begin(), bytes.end(), last.begin());
  std::array<char, kGroupSymbols> symbols{};
  put_group(last.data(), symbols.data());
  std::copy_n(symbols.begin(), (bytes.size() * 8 + 4) / 5, to);
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
