// Cases: facts and what a policy must answer. A policy without a passing, a failing, an unknown and
// a not applicable case, and, unless it is one of law, a waived case, cannot be loaded.
#pragma once

#include <string>
#include <vector>

#include "policies/policy.h"

namespace aval {

struct PolicyCase {
  std::string place;  // "cases/data.json#3"
  std::string policy;
  std::string gate;
  std::string facts;   // canonical JSON
  std::string expect;  // result by subject, canonical JSON
};

// `document` was checked against cases.schema.json.
void read_cases(const Json& document, const std::string& place, std::vector<PolicyCase>& cases);
// Those of a pack; of the embedded one when `folder` is empty. Throws Error(pack).
std::vector<PolicyCase> load_policy_cases(const std::string& folder);

// Runs every case and checks that each policy has its four kinds.
void run_cases(const PolicyPack& pack, const std::vector<PolicyCase>& cases,
               std::vector<Problem>& problems);

}  // namespace aval
