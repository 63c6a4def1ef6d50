// The names of the columns against those of the schema (table_check.h).
#pragma once

#include "audit/table/check_state.h"

namespace aval {

// `columns`: the column of each field of the schema, kNoColumn when there is none.
void check_labels(CheckState& state, const TableInfo& info,
                  const std::vector<std::size_t>& columns);

}  // namespace aval
