// JSON strings (json_record.h).
#include "audit/table/encoding.h"
#include "audit/table/json_record.h"

namespace aval {

namespace {

// The value of four hexadecimal digits at `place`; false when they are not.
bool read_hex(std::string_view text, std::size_t place, char32_t& value) {
  if (place + 4 > text.size())
    return false;
  value = 0;
  for (std::size_t digit = place; digit < place + 4; ++digit) {
    const char character = text[digit];
    const int number = character >= '0' && character <= '9'   ? character - '0'
                       : character >= 'a' && character <= 'f' ? character - 'a' + 10
                       : character >= 'A' && character <= 'F' ? character - 'A' + 10
                                                              : -1;
    if (number < 0)
      return false;
    value = value * 16 + static_cast<char32_t>(number);
  }
  return true;
}

// Appends the character of "\uXXXX" at `place` (after the u) and moves past it. A NUL is dropped, a
// lone surrogate becomes U+FFFD.
bool append_unicode_escape(std::string_view text, std::size_t& place, std::string& out) {
  char32_t value = 0;
  if (!read_hex(text, place, value))
    return false;
  place += 4;
  char32_t low = 0;
  const bool is_high = value >= 0xD800 && value < 0xDC00;
  if (is_high && text.substr(place, 2) == "\\u" && read_hex(text, place + 2, low) &&
      low >= 0xDC00 && low < 0xE000) {
    place += 6;
    append_utf8(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), out);
    return true;
  }
  if (value != 0)
    append_utf8(value, out);
  return value != 0 && (value < 0xD800 || value >= 0xE000);
}

char simple_escape(char character) {
  switch (character) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return character;
  }
}

}  // namespace

bool decode_json_string(std::string_view quoted, std::string& out) {
  bool is_clean = true;
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  std::size_t place = 0;
  while (place < text.size()) {
    const char character = text[place++];
    if (character != '\\') {
      is_clean = is_clean && static_cast<unsigned char>(character) >= 32;
      if (character != '\0')
        out.push_back(character);
      continue;
    }
    if (place == text.size())
      return false;
    const char escaped = text[place++];
    if (escaped == 'u') {
      is_clean = append_unicode_escape(text, place, out) && is_clean;
    } else {
      is_clean = is_clean && std::string_view("\"\\/bfnrt").find(escaped) != std::string_view::npos;
      if (escaped != '\0')
        out.push_back(simple_escape(escaped));
    }
  }
  return is_clean;
}

}  // namespace aval
