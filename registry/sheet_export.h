// Documents to sheets: see sheet_layout.h.
#pragma once

#include <string>
#include <vector>

#include "registry/sheet_layout.h"

namespace aval {

// `documents` are valid documents of the layout's kind, as JSON texts; `today` (YYYY-MM-DD) dates
// the workbook. The first sheet says how to fill in the others.
Workbook workbook_of_documents(const SheetLayout& layout, const std::vector<std::string>& documents,
                               const std::string& today);

// The same sheets one below the other in one table: a first column, "Rubrique", names the sheet;
// columns of lists are headed "Rubrique : Colonne".
std::vector<std::vector<std::string>> rows_of_documents(const SheetLayout& layout,
                                                        const std::vector<std::string>& documents);

}  // namespace aval
