// Which articles of law have rules, which have none, and how many cases prove each rule.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policies/policy.h"
#include "policies/policy_cases.h"

namespace aval {

struct ArticleCoverage {
  std::string law;      // "RGPD"
  std::string article;  // "35"
  std::vector<std::string> rules;
};

struct LegalCoverage {
  std::vector<ArticleCoverage> with_rules;  // by text of law, in the order of its articles
  std::map<std::string, std::vector<std::string>> without;  // text of law -> articles held, no rule
  std::vector<std::string> not_held;                        // sources whose text is not held
  // Rule -> result expected -> number of cases.
  std::map<std::string, std::map<std::string, std::size_t>> cases;
};

[[nodiscard]] LegalCoverage legal_coverage(const PolicyPack& pack,
                                           const std::vector<PolicyCase>& cases);

}  // namespace aval
