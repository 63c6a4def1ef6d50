// ODS workbooks (OpenDocument 1.2 and later, ISO/IEC 26300): a table a sheet.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// True when the archive is an OpenDocument spreadsheet. Error(input) for one with a password.
bool is_ods(const ZipArchive& archive);

void open_ods(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
              Source& source);

}  // namespace aval
