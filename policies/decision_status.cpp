#include "policies/decision_status.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "policies/evaluate_policy.h"

namespace aval {
namespace {

constexpr const char* kRule = "DC-01";

// The earliest last day of the waivers; null when there is none.
Json first_expiry(const std::vector<std::string>& days) {
  const auto first = std::min_element(days.begin(), days.end());
  return first == days.end() ? Json() : Json(*first);
}

}  // namespace

DecisionStatus judge_recorded_decision(const PolicyPack& pack, const RecordedDecision& decision,
                                       const std::string& today) {
  const Policy* policy = find_policy(pack, kRule);
  if (policy == nullptr)
    throw Error(
        ErrorKind::pack, pack.id,
        {"ce paquet de politiques n'a pas de règle DC-01", "this policy pack has no rule DC-01"});
  const Json expiry = first_expiry(decision.waivers_expire_on);
  Json facts{{"today", today},
             {"decision",
              {{"inputs_sha256", decision.inputs_sha256},
               {"valid_until", decision.valid_until ? Json(*decision.valid_until) : Json()},
               {"waivers_expire_on", expiry}}}};
  if (decision.current_sha256)
    facts["decision"]["current_sha256"] = *decision.current_sha256;
  DecisionStatus status;
  status.outcome = evaluate_policy(pack, *policy, "decision:" + decision.id, facts);
  status.inputs_changed =
      decision.current_sha256 && *decision.current_sha256 != decision.inputs_sha256;
  status.validity_over = decision.valid_until && *decision.valid_until < today;
  status.waiver_expired = expiry.is_string() && expiry.get<std::string>() < today;
  return status;
}

}  // namespace aval
