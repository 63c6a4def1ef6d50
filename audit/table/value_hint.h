// What a value that is not of its type may be instead, so that a person knows what to change.
#pragma once

#include <string_view>

#include "audit/base/language.h"
#include "audit/table/field_rules.h"

namespace aval {

// "; the date is written dd/mm/yyyy: write yyyy-mm-dd", without the value; empty when nothing is
// recognised.
Text hint_of_type(const FieldRules& field, std::string_view text);

}  // namespace aval
