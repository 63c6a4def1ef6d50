// JSON in and out. The only header that names nlohmann (its forward declarations); json.hpp itself
// is included in .cpp files only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "audit/base/error.h"

namespace aval {

using Json = nlohmann::json;                 // keys sorted: canonical documents, facts, digests
using OrderedJson = nlohmann::ordered_json;  // keys as written: reports for people and machines

// Parses UTF-8 text. Throws Error(input) with "place:line:column"; the message never quotes the
// text. Duplicate keys and nesting deeper than 100 are refused.
Json parse_json(std::string_view text, const std::string& place);
Json load_json(const std::string& path);
// The same for text that aval wrote or has already parsed: keys are not compared, which halves the
// time.
Json parse_trusted_json(std::string_view text, const std::string& place);

// Sorted keys, no white space, UTF-8 (ill-formed bytes replaced): the bytes that are hashed and
// stored.
std::string canonical_json(const Json& value);

// Checks a document against a JSON Schema, the subset that aval's own schemas use: type, enum,
// const, required, properties, patternProperties, additionalProperties, items, minItems, maxItems,
// uniqueItems, minLength, maxLength, pattern (RE2-free: ECMAScript through std::regex is not used;
// see json_schema.cpp for the forms), minimum, maximum, format (date, date-time), oneOf, anyOf,
// allOf, $ref to "#/$defs/...". An unknown keyword in the schema is an Error(internal). Places are
// "place#/json/pointer". Returns every problem, in document order.
[[nodiscard]] std::vector<Problem> check_json(const Json& document, const Json& schema,
                                              const std::string& place);

}  // namespace aval
