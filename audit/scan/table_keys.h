// Keys of a table: the one that its source declares or that a header looks like, with what breaks
// it, and the smallest set of columns that no two rows share.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/scan/row_sample.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Columns that should tell every row from the others, and the rows that they do not tell.
struct KeyCount {
  std::vector<std::size_t> columns;  // sorted; empty: none to look at
  bool declared = false;             // by the source; else the header of the column looks like one
  std::uint64_t rows = 0;            // with all of them filled
  std::uint64_t repeated = 0;        // of them, those whose key came before
};

// The columns of the declared key, else the first column whose header reads as an identifier
// ("id", "code", "num_dossier"); its `rows` and `repeated` are 0.
[[nodiscard]] KeyCount expected_key(const TableInfo& info);

// Sets of two columns, else of three, that are filled on every row and whose values no two rows of
// `sample`, settled, share: at most 4, the first columns first, among the 16 with most values.
// None when a column is a key by itself, when whole rows repeat, or with too few rows to tell.
[[nodiscard]] std::vector<std::vector<std::size_t>> find_composite_keys(const RowSample& sample,
                                                                        const TableScan& table);

}  // namespace aval
