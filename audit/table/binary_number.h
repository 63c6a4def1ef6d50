// Whole numbers of binary formats, byte by byte; bytes past the end count as zero.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace aval {

inline std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t index = size; index-- > 0;)
    number =
        (number << 8U) |
        (offset + index < bytes.size() ? static_cast<unsigned char>(bytes[offset + index]) : 0U);
  return number;
}

inline std::uint64_t big_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t index = 0; index < size; ++index)
    number =
        (number << 8U) |
        (offset + index < bytes.size() ? static_cast<unsigned char>(bytes[offset + index]) : 0U);
  return number;
}

inline std::uint32_t little16(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(little_endian(bytes, offset, 2));
}

inline std::uint32_t little32(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(little_endian(bytes, offset, 4));
}

inline double little_endian_double(std::string_view bytes, std::size_t offset) {
  const std::uint64_t bits = little_endian(bytes, offset, 8);
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

}  // namespace aval
