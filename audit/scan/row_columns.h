// The rows of a part of a table as later readings of the whole need them: which cells of a column
// are equal. Hashes, no value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/scan/table_quality.h"
#include "audit/table/table_reader.h"

namespace aval {

// The cells of one column, each distinct value kept once.
struct CodedCells {
  std::size_t column = 0;
  std::vector<std::uint64_t> hashes;  // of each distinct value
  std::vector<std::uint64_t> folded;  // of each, JudgedValue::folded
  std::vector<std::uint32_t> codes;   // by row: 0 without value, else 1 + a place in `hashes`
};

struct RowColumns {
  std::uint64_t rows = 0;
  bool all_columns = false;  // every column is kept, if only as "no value"
  std::vector<CodedCells> columns;

  // Null when it is not kept, or when no row has a value there.
  const CodedCells* find(std::size_t column) const;
};

// What of the rows is kept.
struct KeptColumns {
  bool all = true;                   // else:
  std::vector<std::size_t> columns;  // these, sorted
};

// Reads `reader`, freshly opened, to its end, from the calling thread.
[[nodiscard]] RowColumns read_row_columns(TableReader& reader, const KeptColumns& kept);

// What complete_quality() asks, of all parts together. Error(input) naming the
// column that a part did not keep.
[[nodiscard]] EntityCount count_entities(const std::vector<RowColumns>& parts,
                                         const std::vector<std::size_t>& columns, unsigned threads);
// Error(input) when a part did not keep one of them.
void require_columns(const std::vector<RowColumns>& parts, const std::vector<std::size_t>& columns);

}  // namespace aval
