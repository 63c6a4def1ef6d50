// A Table Schema drawn from the data themselves: the type that every value of a column has.
#pragma once

#include "audit/base/json.h"
#include "audit/table/table_reader.h"

namespace aval {

// Reads the table once, from `reader` freshly opened. What is told of a column: its type and
// format, whether it is always filled, the words that stand for no value, a key when one is
// evident, what the source itself says (title, comment, declared key). No cell value: no
// enumeration, no minimum. The table agrees with the schema it gave, but for ragged and blank rows.
OrderedJson infer_table_schema(TableReader& reader);

}  // namespace aval
