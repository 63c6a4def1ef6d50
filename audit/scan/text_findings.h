// Findings of a column whose sentences name persons: one for the persons, with rows and their
// number, and one more for each kind of special or criminal data joined to a named person.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"

namespace aval {

// Does the column hold free text that its sentences, not its header, gave away?
bool is_text_by_sentences(const ColumnScan& column);

// `column` is one of `table`, and is_text_by_sentences.
std::vector<Finding> findings_of_text(const TableScan& table, const ColumnScan& column,
                                      const ColumnProfile& profile, const RulePack& pack);

}  // namespace aval
