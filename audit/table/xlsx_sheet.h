// The cells of one XLSX sheet, streamed.
#pragma once

#include <memory>
#include <string>

#include "audit/table/sheet_source.h"
#include "audit/table/xlsx_workbook.h"

namespace aval {

// A pass over the sheet. The workbook is shared by all passes.
RowCursor open_xlsx_sheet(const WorkbookInput& input, std::shared_ptr<const XlsxWorkbook> workbook,
                          const std::string& part);

}  // namespace aval
