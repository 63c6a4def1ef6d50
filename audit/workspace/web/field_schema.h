// What forms and their readers ask of a JSON Schema, and how the fields of a form are named.
#pragma once

#include <set>
#include <string>

#include "audit/base/json.h"
#include "registry/sheet_value.h"

namespace aval {

inline constexpr const char* kFieldPrefix = "f:";        // then the path: "f:sources.1.holder"
inline constexpr const char* kListPrefix = "set:";       // a list of ticks is in the form
inline constexpr const char* kRemovePrefix = "remove:";  // an entry to take away
inline constexpr const char* kNewEntry = "+";
inline constexpr const char* kNoneTicked = "null";  // of a list of ticks: there is none

// "sources", "1" -> "sources.1".
std::string path_below(const std::string& path, const std::string& key);

// The schema of a kind of document, keys as written.
OrderedJson schema_of_kind(const std::string& kind);

std::set<std::string> types_of(const OrderedJson& schema);
bool takes_null(const OrderedJson& schema);
bool is_object_schema(const OrderedJson& schema);  // with named properties
bool is_list_schema(const OrderedJson& schema);    // with one kind of items

// Of a text that stands on a line of a list.
ValueRule line_rule();

}  // namespace aval
