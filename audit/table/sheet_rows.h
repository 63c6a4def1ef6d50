// The rows of a sheet between the XML parser, which makes them, and the reader, which takes them;
// with the limits of a spreadsheet.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "audit/table/row_reader.h"

namespace aval {

constexpr std::size_t kMaxCellBytes = 1048576;  // Excel allows 32,767 characters

// Error(input) of a sheet that passes the limits.
[[noreturn]] void refuse_sheet(const std::string& place);

// Empty cells and empty rows take no room and only move the position. Repeats, as ODS writes them,
// are kept folded. Error(input) for a cell of more than 1 MiB, a value past column 16,384 or row
// 1,048,576 (of both formats), a row of more than 64 MiB, more than 100 million repeated cells.
class SheetRows {
 public:
  explicit SheetRows(std::string place) : place_(std::move(place)) {}

  // Numbers count from 1; without one, or with one that is not past the last, the next position.
  // False when the number was not used.
  bool begin_row(std::optional<std::uint64_t> number);
  bool begin_cell(std::optional<std::uint64_t> number);
  void end_cell(std::string_view value, std::uint64_t repeats);
  void end_row(std::uint64_t repeats);
  std::uint64_t row_number() const { return row_; }

  // The next row that holds something; false when none is ready.
  bool take(SparseRow& row);

 private:
  struct Folded {
    SparseRow row;
    std::uint64_t repeats = 1;
  };

  std::string place_;
  std::deque<Folded> ready_;
  std::size_t ready_bytes_ = 0;
  SparseRow current_;
  std::uint64_t row_ = 0;       // number of the current row
  std::uint64_t column_ = 0;    // number of the current cell
  std::uint64_t repeated_ = 0;  // cells that repeats have made so far
};

}  // namespace aval
