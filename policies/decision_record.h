// A computed verdict and a person's decision are two records. Stricter than computed freely; looser
// through a waiver only, since waivers are facts of the computed verdict; never on a rule of law.
// Pure, on the documents as they are stored: `computed` is aval.decision/1, `adopted` is
// aval.adopted_decision/1.
#pragma once

#include <string>
#include <vector>

#include "policies/policy.h"

namespace aval {

// The last day of a decision: its own valid_until, else twelve months after its date.
std::string last_day_of_decision(const Json& adopted);

// What keeps a person's decision from being recorded over that computed verdict: looser, with the
// reasons named; a condition that nobody answers for; a waiver that changed nothing; dates.
// `today`: "YYYY-MM-DD".
[[nodiscard]] std::vector<Problem> check_adoption(const Json& computed, const Json& adopted,
                                                  const std::string& today,
                                                  const std::string& place);

// The ids of the waivers that changed a computed verdict.
std::vector<std::string> waivers_behind(const Json& computed);

// One result that two verdicts on the same use case do not share.
struct VerdictDifference {
  std::string policy;   // empty: the verdict itself, or another key
  std::string subject;  // of the result; else the key
  std::string before;   // "absent" when there is none
  std::string after;
};
// Verdict, then results by policy and subject, then any other key promised by aval.decision/1.
std::vector<VerdictDifference> verdict_differences(const Json& before, const Json& after);

// The inputs by which two facts documents differ: "dataset:cantine scan", "usecase lead",
// "activity:restauration", "waiver:x". The day is not one of them.
std::vector<std::string> changed_inputs(const Json& before, const Json& after);

}  // namespace aval
