// From delimited text to tables: its dialect, its header, and the tables that stand one under the
// other in it.
#pragma once

#include "audit/table/opened.h"
#include "audit/table/source.h"
#include "audit/table/survey.h"

namespace aval {

// Adds the tables of the text to `source`, and its format and delimiter to source.info.
void open_delimited(const Opened& opened, const Survey& survey, const SourceOptions& options,
                    Source& source);

}  // namespace aval
