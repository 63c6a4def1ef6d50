// Whether the values of a column can be of a type at all: what the header says must not be absurd.
#pragma once

#include "audit/scan/column_profile.h"
#include "rules/vocabulary.h"

namespace aval {

enum class Compatibility {
  impossible,  // the values contradict the type
  possible,    // they do not speak
  supported,   // they look like the type
};

Compatibility compatibility_of(ColumnType type, const SampleShares& shares);

}  // namespace aval
