// The fields in which two versions of a document differ. Pure.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

struct FieldChange {
  // Keys from the top, '/' between them; an item of a list by what it is called (its id, category,
  // name or country), else by its place: "data_categories/health/retention/active_months".
  std::string field;
  std::string before;  // JSON text; empty: the field was not there
  std::string after;   // JSON text; empty: the field is no longer there
};

// In order of fields. Lists of plain values are compared as sets: one change an item.
std::vector<FieldChange> compare_documents(const Json& before, const Json& after);

}  // namespace aval
