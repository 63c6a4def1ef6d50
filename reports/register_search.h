// Words looked for in an entry of the register, as people read it: closed lists by their labels.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

struct SearchHit {
  std::string field;  // key of the activity: "purposes"...
  Text label;         // what the field is called
  std::string text;   // the words of the register that hold one of those looked for
};

// Names, purposes, categories, data subjects, recipients, processors, legal texts and remarks; the
// words are folded (no case, no accents) and each must be somewhere in the entry. Empty when one is
// nowhere.
std::vector<SearchHit> search_activity(const Json& activity, const std::vector<std::string>& words,
                                       Language language);

}  // namespace aval
