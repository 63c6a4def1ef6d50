// What a cell shows of its quality, whatever it holds: stray characters, damage, dates that cannot
// be, and the form in which it is written. Pure; no cell value leaves.
#pragma once

#include <cstdint>
#include <string_view>

namespace aval {

enum class QualityFault : std::uint32_t {
  padded = 1U << 0,           // white space at an edge
  odd_space = 1U << 1,        // two spaces in a row, no-break or zero-width characters inside
  control = 1U << 2,          // control characters other than line ends
  lost_character = 1U << 3,   // U+FFFD
  mojibake = 1U << 4,         // UTF-8 read as Windows-1252
  impossible_date = 1U << 5,  // of the form of a date, and no day of the calendar
  ambiguous_date = 1U << 6,   // 03/04/2024: day and month may be swapped
  error_value = 1U << 7,      // #N/A, #REF!, #VALEUR! of a spreadsheet
  missing = 1U << 8,          // empty, or a word for no value
  iso_date = 1U << 9          // no fault: a date written YYYY-MM-DD (ISO 8601)
};

// How a value is written, as a primitive type.
enum class WrittenKind : std::uint8_t { text, integer, decimal, date, boolean, code };
inline constexpr std::size_t kWrittenKinds = 6;

struct CellQuality {
  std::uint32_t faults = 0;  // of QualityFault
  WrittenKind kind = WrittenKind::text;
  std::uint64_t form = 0;  // hash of the value with its letters and digits folded ("99/99/9999"); 0
                           // for texts and long values
  double number = 0;       // of integers and decimals
  std::size_t decimals = 0;  // digits after the decimal sign
  std::uint32_t day = 0;  // of a date: yyyymmdd; 0 when there is none, or it is ambiguous in more
                          // than order

  bool has(QualityFault fault) const { return (faults & static_cast<std::uint32_t>(fault)) != 0; }
};

CellQuality judge_quality(std::string_view cell);

}  // namespace aval
