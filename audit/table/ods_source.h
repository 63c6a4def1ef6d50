// ODS workbooks (OpenDocument 1.2 and later, ISO/IEC 26300): a table a sheet.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// True when the archive is an OpenDocument spreadsheet. Error(input) for one with a password.
bool is_ods(const ZipArchive& archive);

// Its sheets in order; those without any cell too.
std::vector<Sheet> list_ods_sheets(const ZipArchive& archive, const WorkbookInput& input);

// Error(input) when the OpenDocument file has a password.
void refuse_encrypted_document(const ZipArchive& archive);

// A spreadsheet in one file of XML (.fods).
void open_fods(const WorkbookInput& input, const SourceOptions& options, Source& source);

void open_ods(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
              Source& source);

}  // namespace aval
