// A table as plain CSV: what was read, ready for any other tool.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "audit/table/table_reader.h"

namespace aval {

struct WrittenCsv {
  std::uint64_t rows = 0;
  std::size_t columns = 0;
  std::uint64_t guarded_cells = 0;  // that a spreadsheet would take for formulas
  bool has_header = false;          // false: no column has a name, and no line of names was written
};

// Writes every row as UTF-8 with commas and CRLF (RFC 4180), each cell guarded against formulas;
// null cells are empty. `reader` is at its first row; the rows are read twice, since columns may
// grow until the last one. `write` takes pieces of the file.
WrittenCsv write_table_csv(TableReader& reader, const std::function<void(std::string_view)>& write);

}  // namespace aval
