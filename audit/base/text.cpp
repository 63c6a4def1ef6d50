#include "audit/base/text.h"

#include <array>
#include <cstring>

#include "audit/base/utf8.h"

namespace aval {
namespace {

bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Bytes of a blank character at the start of `text` (0: none): ASCII space, NBSP, narrow NBSP,
// zero-width space and joiners, BOM.
std::size_t blank_at_start(std::string_view text) {
  if (text.empty())
    return 0;
  if (is_ascii_space(text[0]))
    return 1;
  if (text.starts_with("\xC2\xA0"))
    return 2;
  for (const std::string_view blank :
       {"\xE2\x80\xAF", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xEF\xBB\xBF"})
    if (text.starts_with(blank))
      return 3;
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  if (text.empty())
    return 0;
  if (is_ascii_space(text.back()))
    return 1;
  if (text.ends_with("\xC2\xA0"))
    return 2;
  for (const std::string_view blank :
       {"\xE2\x80\xAF", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xEF\xBB\xBF"})
    if (text.ends_with(blank))
      return 3;
  return 0;
}

std::uint64_t fold_multiply(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t load(const char* bytes, std::size_t count) {
  unsigned char raw[8] = {};
  std::memcpy(raw, bytes, count);
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i)
    value = value << 8 | raw[i];
  return value;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (const std::size_t blank = blank_at_start(text))
    text.remove_prefix(blank);
  while (const std::size_t blank = blank_at_end(text))
    text.remove_suffix(blank);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos)
      return parts;
    begin = end + 1;
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0)
      out.append(separator);
    out.append(parts[i]);
  }
  return out;
}

std::string to_upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const Utf8Character character = read_utf8(text, i);
    if (!character.valid)
      return false;
    i += character.length;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count)
    i += read_utf8(text, i).length;
  return count;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    if (character.valid)
      out.append(text.substr(i, character.length));
    else
      out.append("\xEF\xBF\xBD");
    i += character.length;
  }
  return out;
}

// Multiply-fold over 16-byte steps with odd constants (first digits of pi's fraction), finished
// twice for avalanche.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kFirst = 0x243F6A8885A308D3ULL, kSecond = 0x13198A2E03707345ULL,
                          kThird = 0xA4093822299F31D1ULL;
  std::uint64_t state = seed ^ fold_multiply(seed ^ kFirst, kSecond);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  while (left > 16) {
    state = fold_multiply(load(at, 8) ^ kFirst, load(at + 8, 8) ^ state);
    at += 16;
    left -= 16;
  }
  const std::uint64_t low = left > 0 ? load(at, left < 8 ? left : 8) : 0;
  const std::uint64_t high = left > 8 ? load(at + 8, left - 8) : 0;
  const std::uint64_t mixed = fold_multiply(low ^ kSecond ^ bytes.size(), high ^ state ^ kThird);
  return fold_multiply(mixed ^ kThird, state ^ kFirst ^ bytes.size());
}

}  // namespace aval
