// Processing that aval does not judge: title III of act 78-17 (police and justice purposes), and
// what was declared outside the GDPR. The GDPR's rules are never asked of it, and every opinion
// that it concerns says so.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

struct NotCovered {
  std::string activity;  // its id
  std::string regime;    // led, outside
};

// `activity` is an aval.activity/1 or one of the facts.
bool is_not_covered(const Json& activity);
// Of the activities of a facts document, in their order.
std::vector<NotCovered> find_not_covered(const Json& facts);

// "not covered by aval: act 78-17, title III..."
Text regime_not_covered(const std::string& regime);
// A sentence about one activity of a decision.
Text not_covered_in_words(const NotCovered& entry);

}  // namespace aval
