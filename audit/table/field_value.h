// One cell read as the type of its field (Table Schema, "Types and formats").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/table/field_rules.h"

namespace aval {

// A value that can be compared with a minimum and a maximum of the same type.
struct FieldValue {
  std::optional<double> number;  // number, integer, year
  std::string text;              // dates and times in ISO order; else the cell
};

// Nothing when the text is not of that type. A date format with a directive that is not known is
// taken as it is: can_check_format says so beforehand.
std::optional<FieldValue> read_field_value(const FieldRules& field, std::string_view text);

// False for formats of dates that aval does not read (names of months, weeks...).
bool can_check_format(const FieldRules& field);

// The value in one spelling, for keys: "1.0" and "1" are one number. `text` is of the field's type.
std::string canonical_value(const FieldRules& field, std::string_view text);

// Items of a list (type "list").
std::size_t count_list_items(const FieldRules& field, std::string_view text);

// Negative, zero or positive; nothing when the two cannot be compared.
std::optional<int> compare_values(const FieldValue& a, const FieldValue& b);

}  // namespace aval
