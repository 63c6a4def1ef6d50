// XLSX and XLSM workbooks: a table a sheet.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// True when the archive is an Office Open XML spreadsheet. Error(input) for a binary one (.xlsb).
bool is_xlsx(const ZipArchive& archive);

void open_xlsx(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
               Source& source);

}  // namespace aval
