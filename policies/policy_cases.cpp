#include "policies/policy_cases.h"

#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "policies/decide.h"
#include "policies/evaluate_policy.h"

namespace aval {
namespace {

// Facts of a case need only what the policy reads.
Json completed(Json facts) {
  if (!facts.contains("today"))
    facts["today"] = "2026-11-24";
  if (!facts.contains("usecase"))
    facts["usecase"] = Json::object();
  if (!facts["usecase"].contains("id"))
    facts["usecase"]["id"] = "case";
  return facts;
}

// The waivers of a case: what they do not say is theirs by default (the whole use case, the rule of
// the case, in force on the day).
Json waivers_of(const Json& item, const Json& facts) {
  const Json today = facts.value("today", Json("2026-11-24"));
  Json waivers = Json::array();
  for (const Json& given : item.at("waivers")) {
    Json waiver{{"id", "waiver-" + std::to_string(waivers.size() + 1)},
                {"policy", item.at("policy")},
                {"scope", nullptr},
                {"granted_on", today},
                {"expires_on", today}};
    waiver.update(given);
    waivers.push_back(std::move(waiver));
  }
  return waivers;
}

// A rule of law takes no waiver; one about stored decisions is not asked of a use case.
bool is_waivable(const Policy& policy) {
  return policy.nature != PolicyNature::law && policy.scope != PolicyScope::decision;
}

const char* kind_of(const PolicyOutcome& outcome) {
  if (!outcome.waivers.empty())
    return "waived";
  switch (outcome.result) {
    case PolicyResult::pass:
      return "pass";
    case PolicyResult::not_applicable:
      return "not_applicable";
    case PolicyResult::missing:
      return outcome.unknown.empty() ? "fail" : "unknown";
    default:
      return "fail";
  }
}

// A rule about stored decisions is asked of one; the others are asked of a use case.
std::vector<PolicyOutcome> outcomes_of(const PolicyPack& pack, const PolicyCase& item,
                                       const Json& facts) {
  const Policy& policy = *find_policy(pack, item.policy);
  if (policy.scope == PolicyScope::decision)
    return {evaluate_policy(pack, policy, "decision:case", facts)};
  return decide(pack, facts, item.gate).outcomes;
}

void run_case(const PolicyPack& pack, const PolicyCase& item,
              std::map<std::string, std::set<std::string>>& kinds, std::vector<Problem>& problems) {
  Json facts = completed(parse_json(item.facts, item.place));
  facts["gate"] = item.gate;
  Json found = Json::object();
  for (const PolicyOutcome& outcome : outcomes_of(pack, item, facts))
    if (outcome.policy == item.policy) {
      found[outcome.subject] = name_of(outcome.result);
      kinds[item.policy].insert(kind_of(outcome));
    }
  if (canonical_json(found) != item.expect)
    problems.push_back(
        {item.place, format_text({"{0} : attendu {1}, obtenu {2}", "{0}: expected {1}, got {2}"},
                                 {item.policy, item.expect, canonical_json(found)})});
}

// A condition that cannot be evaluated is a fault of the pack, told like the others.
void try_case(const PolicyPack& pack, const PolicyCase& item,
              std::map<std::string, std::set<std::string>>& kinds, std::vector<Problem>& problems) {
  try {
    run_case(pack, item, kinds, problems);
  } catch (const Error& error) {
    problems.push_back({item.place + " " + error.place(), error.message()});
  }
}

}  // namespace

void read_cases(const Json& document, const std::string& place, std::vector<PolicyCase>& cases) {
  const Json& list = document.at("cases");
  for (std::size_t i = 0; i < list.size(); ++i) {
    PolicyCase item;
    item.place =
        place + "#" + std::to_string(i) + " (" + list[i].at("name").get<std::string>() + ")";
    item.policy = list[i].at("policy").get<std::string>();
    item.gate = list[i].at("gate").get<std::string>();
    Json facts = list[i].at("facts");
    if (list[i].contains("waivers"))
      facts["waivers"] = waivers_of(list[i], facts);
    item.facts = canonical_json(facts);
    item.expect = canonical_json(list[i].at("expect"));
    cases.push_back(std::move(item));
  }
}

void run_cases(const PolicyPack& pack, const std::vector<PolicyCase>& cases,
               std::vector<Problem>& problems) {
  std::map<std::string, std::set<std::string>> kinds;
  for (const PolicyCase& item : cases) {
    if (find_policy(pack, item.policy) == nullptr)
      problems.push_back({item.place, {"politique inconnue", "unknown policy"}});
    else
      try_case(pack, item, kinds, problems);
  }
  for (const Policy& policy : pack.policies)
    for (const char* kind : {"pass", "fail", "unknown", "not_applicable", "waived"})
      if (!kinds[policy.id].contains(kind) &&
          (kind != std::string_view("waived") || is_waivable(policy)))
        problems.push_back(
            {policy.id,
             format_text({"il manque un cas « {0} »", "a '{0}' case is missing"}, {kind})});
}

}  // namespace aval
