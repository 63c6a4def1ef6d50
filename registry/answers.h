// Answers given one at a time ("sources.cantine.holder=department"), typed by the schema of the
// document, so that a dossier is filled in without editing JSON.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// A field is a path of keys joined by dots. In a list, an entry is named by what it is (its
// dataset, name, indicator, role or text), by its number from 1, or by "+": the entry that these
// answers add. Two answers about the same key of "+" add two entries. A dataset that is not in the
// list yet is added.
struct Answer {
  std::string field;
  std::string value;
};

// Sets every answer in `document`. Values: text as it is; yes and no (also oui, non, true, false);
// numbers with a point or a comma; dates as 2026-11-24 or 24/11/2026; lists of plain values joined
// by ";"; "null" for "there is none"; nothing to take the answer back. Gives every problem, each
// with its field as place; the document is then to be thrown away.
[[nodiscard]] std::vector<Problem> apply_answers(Json& document, const Json& schema,
                                                 const std::vector<Answer>& answers);

// The schema below `field`, where list entries are written "[]" ("sources[].holder"); null when
// there is no such field.
Json schema_of_field(const Json& schema, const std::string& field);

}  // namespace aval
