// The rights of persons that follow from the legal basis of a purpose (GDPR art. 12 to 22).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/paper.h"

namespace aval {

struct RightsOfBasis {
  std::string_view basis;  // "consent"...
  Text access;
  Text rectification;
  Text erasure;
  Text restriction;
  Text portability;
  Text objection;
};

// The six legal bases. Source: CNIL, guide RGPD du développeur, fiche 15, set right by the text:
// erasure is set aside to the extent needed for a public task as for a legal obligation (17(3)b).
const std::vector<RightsOfBasis>& rights_of_bases();
// Null for a word that is no legal basis.
const RightsOfBasis* find_rights(std::string_view basis);

// The table of the bases, and each purpose of the register with its rights. JSON texts of
// aval.activity/1; `date` is "YYYY-MM-DD".
Paper rights_paper(const std::vector<std::string>& activities, const std::string& date);

}  // namespace aval
