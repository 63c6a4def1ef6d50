// ODS workbooks (OpenDocument 1.2, OASIS 2011, parts 1 and 3).
#pragma once

#include <string>

#include "audit/table/workbook.h"

namespace aval {

// The bytes of the workbook: the same for the same workbook. Texts are strings, never formulas nor
// links. XML cannot hold most control characters: they become U+FFFD, a carriage return a line
// feed. `place` names the output in errors. Error(input) past the limits of a spreadsheet
// (check_limits).
std::string ods_bytes(const Workbook& workbook, const std::string& place);

// The same to a file, whole or not at all.
void write_ods(const Workbook& workbook, const std::string& path);

}  // namespace aval
