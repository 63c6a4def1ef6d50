// Table Schema and Data Package descriptors (Data Package 2.0, datapackage.org): the columns that
// they declare.
#pragma once

#include <string>

#include "audit/base/json.h"
#include "audit/table/declared_column.h"

namespace aval {

// Whether a JSON document is a Table Schema, and not data that has a key "fields": its fields are
// objects with a name and words of the standard, and no other list of records stands beside them.
bool is_table_schema(const OrderedJson& document);
// Whether it is a Data Package with at least one schema inside.
bool is_data_package(const OrderedJson& document);

// One table for a Table Schema, one a resource for a Data Package; `name` is that of the source.
// Error(input) with the JSON pointer ("place#/fields/3") of a field without a name.
DeclaredTables read_table_schema(const OrderedJson& document, const std::string& name,
                                 const std::string& place);
DeclaredTables read_data_package(const OrderedJson& document, const std::string& name,
                                 const std::string& place);

// The text of a scalar: strings as they are, numbers and booleans as JSON writes them; empty for
// the rest.
std::string text_of_scalar(const OrderedJson& value);

}  // namespace aval
