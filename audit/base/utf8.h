// One UTF-8 character at a time (RFC 3629). For text.h's own files and readers of raw bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aval {

struct Utf8Character {
  std::uint32_t code_point = 0xFFFD;
  std::size_t length = 1;  // bytes; 1 for an ill-formed byte
  bool valid = false;      // well-formed: no surrogate, no overlong form, not above U+10FFFF
};

// The character at `offset`, which must be inside `text`.
Utf8Character read_utf8(std::string_view text, std::size_t offset);
void append_utf8(std::string& out, std::uint32_t code_point);

}  // namespace aval
