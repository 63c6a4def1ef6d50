// A pseudonymization plan as a table one edits, and back.
#pragma once

#include <string>
#include <string_view>

#include "audit/base/json.h"
#include "audit/protect/plan.h"
#include "audit/workspace/web/http.h"
#include "reports/html_page.h"

namespace aval {

// The fields of a plan (`aval.plan/1`): "column:0", "op:0", "class:0", "form:0", "note:0"...,
// "domain".
FormFields plan_fields(const Json& plan);

// The table: one row a column, what it holds and why, what becomes of it.
void write_plan_table(HtmlPage& page, const FormFields& fields);

// The plan that the form says; parse_plan checks it.
Json plan_of_fields(const FormFields& fields);

// "remplacer par un jeton", for people.
Text operation_in_words(Operation operation);
// The same of its word in a plan or a report.
Text operation_in_words(std::string_view word);

}  // namespace aval
