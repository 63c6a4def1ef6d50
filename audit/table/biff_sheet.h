// The cells of one sheet of an Excel 97-2003 workbook, streamed; and what it says beside them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/table/biff_workbook.h"
#include "audit/table/sheet_source.h"

namespace aval {

// A pass over the sheet. The workbook is shared by all passes.
RowCursor open_biff_sheet(const std::string& place, std::shared_ptr<const BiffWorkbook> workbook,
                          std::uint64_t offset);

// Comments and their authors, text boxes, headers and footers of the page; at most 100,000 of
// them. `is_cut` becomes true when there are more.
std::vector<std::string> read_biff_notes(const BiffWorkbook& workbook, std::uint64_t offset,
                                         bool& is_cut);

}  // namespace aval
