// What each column of a table to be generalized is, as a table one edits, and back.
#pragma once

#include <string>

#include "audit/scan/table_scan.h"
#include "audit/workspace/anonymize.h"
#include "audit/workspace/web/http.h"
#include "audit/workspace/web/protect_forms.h"
#include "reports/html_page.h"

namespace aval {

// "role:0", "hierarchy:0"... as the scan proposes them.
FormFields levels_fields(const TableScan& scan);

// One row a column: what it holds, what becomes of it, by which hierarchy.
void write_levels_table(HtmlPage& page, const TableScan& scan, const FormFields& fields);

// The roles and hierarchies of the form, named by position. Problems when nothing is generalized.
void read_levels(const TableScan& scan, const FormFields& fields, AnonymizeOptions& options,
                 FieldProblems& problems);

Text role_in_words(ColumnRole role);
// "date", "month" -> "date : mois"; the coarsest level leaves nothing.
Text level_in_words(const std::string& hierarchy, const std::string& level);

}  // namespace aval
