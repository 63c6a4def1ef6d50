// Documents that users write, as spreadsheets with the words of the reports.
#pragma once

#include <string>
#include <vector>

#include "registry/sheet_import.h"

namespace aval {

// `format` is ods, xlsx or csv; `kind` activity or usecase; `documents` are valid JSON texts of
// that kind; `today` (YYYY-MM-DD) dates the workbook.
std::string documents_as_sheets(const std::string& kind, const std::string& format,
                                const std::vector<std::string>& documents,
                                const std::string& today);

// ODS, XLSX or CSV, told by the content of the file. Error(input) that lists every problem.
SheetDocuments documents_from_sheets(const std::string& kind, const std::string& path);

}  // namespace aval
