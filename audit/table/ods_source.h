// ODS workbooks (OpenDocument 1.2 and later, ISO/IEC 26300): a table a sheet.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// True when the archive is an OpenDocument spreadsheet. Error(input) for one with a password.
bool is_ods(const ZipArchive& archive);

// Its sheets in order; those without any cell too.
std::vector<Sheet> list_ods_sheets(const ZipArchive& archive, const WorkbookInput& input);

void open_ods(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
              Source& source);

}  // namespace aval
