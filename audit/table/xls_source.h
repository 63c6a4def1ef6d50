// Excel 97-2003 workbooks (.xls): a table a sheet.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// Its sheets in order; those without any cell too. Error(input) for any other OLE2 document (Word,
// Outlook, a workbook with a password), with the way out.
std::vector<Sheet> list_xls_sheets(const WorkbookInput& input);

void open_xls(const WorkbookInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
