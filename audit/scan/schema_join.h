// Data beside the schema that describes them: declared types and words are carried to the columns
// of the same name.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/table_scan.h"

namespace aval {

// The table of the schema that a table of data follows: the only one, else the one of the same
// name, else the one that shares the most column names. Null when none shares any.
const TableInfo* find_schema_of(const TableInfo& data, const std::vector<TableInfo>& schemas);

// Fills what the schema declares into the columns of `data`, joined by name (exactly, else without
// case, accents and punctuation), and tells the names that one has and the other lacks. A doubtful
// header that repeats declared names is no longer doubtful.
SchemaComparison join_schema(const TableInfo& schema, TableInfo& data);

}  // namespace aval
