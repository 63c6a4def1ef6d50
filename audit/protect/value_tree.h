// The hierarchy of a sensitive column as a tree over its values, for the hierarchical distance.
#pragma once

#include "audit/protect/value_levels.h"
#include "audit/risk/coded_table.h"
#include "audit/risk/emd.h"

namespace aval {

// Leaves are the codes of the column; with `missing_is_value`, one more for a missing value. A root
// is added where the last level has several labels. A missing value, and one that a built-in
// hierarchy does not know, stand alone below the root. Error(input) for a value that a file lacks,
// Error(usage) for "none": without levels every distance is the equal one.
ValueTree value_tree_of(const CodedColumn& column, const ValueLevels& levels,
                        bool missing_is_value);

}  // namespace aval
