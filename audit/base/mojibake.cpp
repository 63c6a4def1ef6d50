#include <array>
#include <optional>

#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {
namespace {

// Windows-1252, bytes 0x80 to 0x9F (unicode.org, CP1252.TXT); 0 where it has no character.
constexpr std::array<std::uint32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<char> windows_1252_byte(std::uint32_t code_point) {
  if (code_point <= 0xFF)
    return static_cast<char>(code_point);
  for (std::size_t i = 0; i < kWindows1252.size(); ++i)
    if (kWindows1252[i] == code_point)
      return static_cast<char>(0x80 + i);
  return std::nullopt;
}

}  // namespace

std::string repair_mojibake(std::string_view text) {
  std::string bytes;
  bool has_accent = false;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    const auto byte = character.valid ? windows_1252_byte(character.code_point) : std::nullopt;
    if (!byte)
      return std::string(text);
    has_accent = has_accent || character.code_point >= 0x80;
    bytes.push_back(*byte);
    i += character.length;
  }
  return has_accent && is_utf8(bytes) ? bytes : std::string(text);
}

}  // namespace aval
