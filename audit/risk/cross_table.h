// A table of counts or amounts by the values of some columns, with totals, and the cells that must
// not be published of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/risk/cell_secrecy.h"
#include "audit/risk/coded_table.h"

namespace aval {

// What one cell holds. Its value is `value`: records, or the sum of an amount in whole units.
struct CrossCell {
  std::int64_t value = 0;
  std::uint64_t units = 0;   // distinct ones, or records
  std::int64_t largest = 0;  // of one unit
};

// Every combination of categories, with the totals of each dimension. Category n of a dimension of
// n categories is its total. Cells lie with the last dimension running fastest.
struct CrossTable {
  std::vector<std::size_t> categories;  // by dimension, without the total
  std::vector<CrossCell> cells;

  std::size_t place_of(std::span<const std::size_t> at) const;
  std::vector<std::size_t> at(std::size_t place) const;
};

inline constexpr std::size_t kMostCrossCells = 1'000'000;
inline constexpr std::size_t kMostDimensions = 6;

// Of each row: its categories, what it adds, and whose it is.
struct CrossRows {
  std::vector<const CodedColumn*> dimensions;  // a missing value is one more category, the last
  std::vector<std::int64_t> amounts;           // by row, 0 or more; empty: rows are counted
  const CodedColumn* unit = nullptr;           // none: each row is a unit
};

// Error(usage) beyond kMostDimensions or kMostCrossCells; Error(input) when a sum leaves 64 bits.
CrossTable make_cross_table(const CrossRows& rows, std::size_t count);

// Cells that hold something and must not be told.
struct PrimaryRule {
  std::uint64_t least_records = 11;    // of a table of counts
  std::optional<SecrecyRule> secrecy;  // of a table of amounts, instead
};

struct ProtectedCell {
  std::size_t place = 0;
  std::int64_t needed = 0;  // width of the values that must stay possible
  std::int64_t lowest = 0;  // possible values that a table proves, of which the width is enough
  std::int64_t highest = 0;
};

struct CellSuppression {
  std::vector<char> hidden;            // by cell
  std::vector<ProtectedCell> primary;  // by place
  std::vector<std::size_t> secondary;  // by place
};

// Hides the primary cells, and for each the cheapest cells at the corners of a box around it
// (Repsilber's hypercube method): raising and lowering these corners in turn changes no total, so
// that a whole table with another value of the cell agrees with all that is published. Such a table
// proves each interval; more values may be possible, none fewer.
CellSuppression suppress_cells_of(const CrossTable& table, const PrimaryRule& rule);

}  // namespace aval
