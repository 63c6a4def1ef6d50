// What the bytes of a cell are, whatever they mean: kinds of characters, words, numbers. Pure,
// allocates nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "audit/scan/cell_verdict.h"

namespace aval {

// Kinds of bytes that a cell holds, as bits.
enum class ByteKind : std::uint8_t {
  digit = 1U << 0,
  small = 1U << 1,    // a to z
  capital = 1U << 2,  // A to Z
  high = 1U << 3,     // of characters beyond ASCII
  space = 1U << 4,
  point = 1U << 5,  // point or comma
  dash = 1U << 6,
  other = 1U << 7
};

std::uint8_t byte_kinds_of(std::string_view cell);

constexpr bool has_kind(std::uint8_t kinds, ByteKind kind) {
  return (kinds & static_cast<std::uint8_t>(kind)) != 0;
}

// Integers and decimals with point or comma, optional sign, digits grouped by spaces. `kinds` are
// those of `cell`; `verdict` says already whether a spreadsheet wrote ".0".
void judge_number(std::string_view cell, std::uint8_t kinds, CellVerdict& verdict);

// How many words, of what characters, written how.
void judge_shape(std::string_view cell, std::uint8_t kinds, CellVerdict& verdict);

}  // namespace aval
