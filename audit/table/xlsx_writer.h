// XLSX workbooks (ECMA-376), through libxlsxwriter.
#pragma once

#include <string>

#include "audit/table/workbook.h"

namespace aval {

// The bytes of the workbook: the same for the same workbook. Texts are strings, never formulas nor
// links; characters that XML cannot hold are written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19), which
// readers undo. `place` names the output in errors. Error(input) past the limits of a spreadsheet
// (check_limits).
std::string xlsx_bytes(const Workbook& workbook, const std::string& place);

// The same to a file, whole or not at all.
void write_xlsx(const Workbook& workbook, const std::string& path);

}  // namespace aval
