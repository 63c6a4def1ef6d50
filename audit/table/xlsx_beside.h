// What an XLSX workbook says beside its cells: people's names live there.
#pragma once

#include <vector>

#include "audit/table/sheet_source.h"
#include "audit/table/xlsx_workbook.h"

namespace aval {

// Adds to the extra texts of the first sheet: comments and their authors, document properties, text
// boxes, headers and footers of the page, lists of allowed values, values kept of other workbooks,
// and shared strings that no cell shows. At most 100,000 of them, 64 MiB. Reads every sheet once.
void add_xlsx_texts(const ZipArchive& archive, const XlsxWorkbook& workbook,
                    std::vector<Sheet>& sheets);

}  // namespace aval
