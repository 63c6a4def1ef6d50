#include "audit/base/text.h"

#include <array>
#include <bit>
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
  // Any other character starts with another byte.
  if (text[0] != '\xC2' && text[0] != '\xE2' && text[0] != '\xEF')
    return 0;
  if (text.starts_with("\xC2\xA0"))
    return 2;
  for (const std::string_view blank :
       {"\xE2\x80\xAF", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xEF\xBB\xBF"})
    if (text.starts_with(blank))
      return 3;
  return 0;
}

// The last bytes of the blanks below; an accented letter seldom ends with one of them.
bool ends_a_blank(unsigned char byte) {
  return byte == 0xA0 || byte == 0xAF || byte == 0x8B || byte == 0x8C || byte == 0x8D ||
         byte == 0xBF;
}

std::size_t blank_at_end(std::string_view text) {
  if (text.empty())
    return 0;
  if (is_ascii_space(text.back()))
    return 1;
  if (!ends_a_blank(static_cast<unsigned char>(text.back())))
    return 0;
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

template <typename Integer>
std::uint64_t load_little_endian(const char* bytes) {
  Integer value = 0;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (std::endian::native == std::endian::big)
    value = sizeof value == 8
                ? static_cast<Integer>(__builtin_bswap64(value))
                : static_cast<Integer>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
  return value;
}

// `count` bytes (1 to 8) as a little-endian number, without a loop or a call: four or more are two
// loads that overlap, three or fewer are the first, the middle and the last byte.
std::uint64_t load(const char* bytes, std::size_t count) {
  if (count >= 8)
    return load_little_endian<std::uint64_t>(bytes);
  if (count >= 4)
    return load_little_endian<std::uint32_t>(bytes) |
           load_little_endian<std::uint32_t>(bytes + count - 4) << (8 * (count - 4));
  const auto byte = [bytes](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  };
  return byte(0) | byte(count / 2) | byte(count - 1);
}

bool is_visible_ascii(char c) {
  return c > ' ' && c < 0x7F;
}

// Offset of the first byte at or after `from` that is no ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t from) {
  while (from + 8 <= text.size() &&
         (load_little_endian<std::uint64_t>(text.data() + from) & 0x8080808080808080ULL) == 0)
    from += 8;
  while (from < text.size() && static_cast<unsigned char>(text[from]) < 0x80)
    ++from;
  return from;
}

}  // namespace

std::string_view trim(std::string_view text) {
  if (!text.empty() && is_visible_ascii(text.front()) && is_visible_ascii(text.back()))
    return text;
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
  std::size_t i = skip_ascii(text, 0);
  while (i < text.size()) {
    const Utf8Character character = read_utf8(text, i);
    if (!character.valid)
      return false;
    i = skip_ascii(text, i + character.length);
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
