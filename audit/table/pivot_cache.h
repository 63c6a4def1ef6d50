// What the pivot caches of XLSX and XLS have in common: the fields of the source of a pivot table
// and their values, which the workbook keeps even when the source is gone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "audit/table/row_reader.h"

namespace aval {

struct PivotCache {
  std::vector<std::string> names;               // of the fields
  std::vector<std::vector<std::string>> items;  // of each field; records point at them
  std::size_t bytes = 0;
};

// Error(input) naming `place` past 16,384 fields.
void add_pivot_field(PivotCache& cache, std::string name, const std::string& place);

// Adds a value to the last field. Error(input) naming `place` past 256 MiB of values.
void add_pivot_item(PivotCache& cache, std::string value, const std::string& place);

// Rows of a cache that has no records: the names of the fields, then their values side by side.
RowCursor open_pivot_items(std::shared_ptr<const PivotCache> cache);

// "tableau croisé 1" for the first cache.
std::string pivot_sheet_name(std::size_t position);

}  // namespace aval
