// What the quality of a table is measured by: its columns, its blank rows, the rows that repeat
// each other. Counted while the table is profiled (table_profile.h), and completed once the types
// of its columns are known.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "audit/scan/column_quality.h"
#include "audit/scan/references.h"
#include "audit/scan/row_sample.h"
#include "audit/scan/table_keys.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Columns that tell a person together, and what their values repeat.
struct EntityCount {
  std::vector<std::size_t> columns;  // sorted; empty: not looked for
  std::uint64_t rows = 0;            // with all of them filled
  std::uint64_t duplicates = 0;      // of them, rows about a person who came before
};

struct TableQuality {
  std::uint64_t rows = 0;
  std::uint32_t today = 0;  // of the scan, yyyymmdd; 0: not known
  std::uint64_t blank_rows = 0;
  std::vector<ColumnQuality> columns;
  std::uint64_t loose_duplicates = 0;  // rows equal to an earlier one but for case, accents, spaces
  std::uint64_t loose_duplicates_but_first = 0;  // the same without the first column
  EntityCount entities;
  KeyCount key;      // of expected_key()
  RowSample sample;  // settled
  // Sets of columns that may tell every row from the others (table_keys.h), and the one that does,
  // once it was looked for in all rows.
  std::vector<std::vector<std::size_t>> key_candidates;
  std::optional<std::vector<std::size_t>> proven_key;
  std::vector<ReferenceCount> references;  // of find_references(), by column
};

// The columns that tell a person, of a table whose rows are persons: a direct number, or names and
// a birth date. Sorted; empty when there are none. `types` is by column.
std::vector<std::size_t> entity_columns(const std::vector<ColumnType>& types);

// Settles what depends on the types of the columns: whether the first one only numbers the rows,
// who is told twice, which columns may be a key together. `reader`, freshly opened, is read again,
// by those columns only, when others than those told by their headers tell persons.
void complete_quality(TableQuality& quality, TableReader& reader, const TableScan& table,
                      unsigned threads);
// Rows about persons told by those columns, of `reader`, freshly opened and read to its end.
EntityCount count_entities(TableReader& reader, const std::vector<std::size_t>& columns,
                           unsigned threads);
// The same, where `count` tells who is told twice by those columns.
using CountEntities = std::function<EntityCount(const std::vector<std::size_t>& columns)>;
void complete_quality(TableQuality& quality, const TableScan& table, const CountEntities& count);

}  // namespace aval
