// JSON Schema (drafts 4 to 2020-12): the columns that records checked by it would have. Not a
// validator.
#pragma once

#include <string>

#include "audit/base/json.h"
#include "audit/table/declared_column.h"

namespace aval {

// Whether a JSON document is a JSON Schema, and not data with a key "properties": it says so in
// "$schema", or it is of type object with properties that are schemas themselves.
bool is_json_schema(const OrderedJson& document);

// Nested objects, those of arrays included, give dotted names ("adresse.voie"). "$ref" is followed
// inside the document only, never twice on one path; allOf, anyOf, oneOf, then and else are read
// together. A schema without properties of its own gives one table for each of its definitions.
// Error(input) with the JSON pointer when nothing in it declares a column.
DeclaredTables read_json_schema(const OrderedJson& document, const std::string& name,
                                const std::string& place);

}  // namespace aval
