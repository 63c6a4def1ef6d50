// The abbreviations of rule and policy packs ("RGPD art. 9", "LIL art. 30") spelled out for people.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

struct LawCitation {
  Text name;             // "Règlement (UE) 2016/679 (RGPD)"
  std::string articles;  // "art. 9, art. 87"
};

// The origin of a quotation (policies/law.h) with its dates in words: "version au 3 avril 2026".
Text origin_in_words(const Text& origin);

// One entry a text of law, in order of its abbreviation; an abbreviation that is not known stands
// for itself.
std::vector<LawCitation> group_by_law(const std::set<std::string>& articles);

}  // namespace aval
