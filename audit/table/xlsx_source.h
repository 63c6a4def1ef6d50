// XLSX and XLSM workbooks: a table a sheet.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// True when the archive is an Office Open XML spreadsheet. Error(input) for a binary one (.xlsb).
bool is_xlsx(const ZipArchive& archive);

// Its sheets in order; those without any cell too.
std::vector<Sheet> list_xlsx_sheets(const ZipArchive& archive, const WorkbookInput& input);

void open_xlsx(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
               Source& source);

}  // namespace aval
