// Workbooks in the XML of Excel 2002 and 2003 ("XML Spreadsheet 2003"), which software of that time
// still exports, often under the ending .xls.
#pragma once

#include <string_view>

#include "audit/table/sheet_source.h"

namespace aval {

// True when the start tag of the root, as xml_root_tag gives it, is that of such a workbook.
bool is_excel_xml(std::string_view root_tag);

// Adds a table for each sheet, hidden ones too; fills source.info. Comments, their authors, page
// headers and properties are scanned as extra_text. Error(input) when no sheet can be read.
void open_excel_xml(const WorkbookInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
