// Findings of a column whose sentences name persons: one for the persons, with rows and their
// number, and one more for each kind of special or criminal data joined to a named person.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"

namespace aval {

// Was the column given away by names inside its cells, not by its header or by whole values?
bool is_told_by_text(const ColumnScan& column);

// `column` is one of `table`, and is_told_by_text.
std::vector<Finding> findings_of_text(const TableScan& table, const ColumnScan& column,
                                      const ColumnView& view, const RulePack& pack);

}  // namespace aval
