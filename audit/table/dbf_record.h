// One record of a DBF file as cells.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "audit/table/dbf_header.h"
#include "audit/table/dbf_memo.h"
#include "audit/table/encoding.h"
#include "audit/table/row_reader.h"

namespace aval {

struct DbfLayout {
  DbfHeader header;  // without the system fields
  Encoding encoding;
  std::shared_ptr<const MemoFile> memo;  // null when there is none
};

// Text of the file as UTF-8 without NUL, trimmed at its end; counts what was repaired.
std::string dbf_text(std::string_view bytes, const DbfLayout& layout, SparseRow& row,
                     ReadStats& stats);

// Adds the cells of the record to the row, which has its number.
void add_dbf_cells(std::string_view record, const DbfLayout& layout, SparseRow& row,
                   ReadStats& stats);

}  // namespace aval
