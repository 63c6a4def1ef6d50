#include "policies/decide.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "policies/evaluate_policy.h"

namespace aval {
namespace {

// Where the objects of a scope stand among the facts, and the name under which a policy sees one.
struct ScopeFacts {
  const char* list = nullptr;  // null: the policy is asked once, of the whole
  const char* key = "usecase";
  const char* name = "id";
};

ScopeFacts facts_of(PolicyScope scope) {
  switch (scope) {
    case PolicyScope::dataset:
      return {"datasets", "dataset", "id"};
    case PolicyScope::activity:
      return {"activities", "activity", "id"};
    case PolicyScope::recipient:
      return {"recipients", "recipient", "name"};
    case PolicyScope::publication:
      return {nullptr, "publication"};
    case PolicyScope::usecase:
    case PolicyScope::decision:  // asked of a stored decision: judge_recorded_decision
      break;
  }
  return {};
}

bool is_in_force(const Policy& policy, const std::string& today) {
  return (policy.valid_from.empty() || policy.valid_from <= today) &&
         (policy.valid_to.empty() || today <= policy.valid_to);
}

bool holds_gate(const Policy& policy, const std::string& gate) {
  return std::find(policy.gates.begin(), policy.gates.end(), gate) != policy.gates.end();
}

bool is_law(const PolicyPack& pack, const std::string& id) {
  const Policy* policy = find_policy(pack, id);
  return policy != nullptr && policy->nature == PolicyNature::law;
}

bool is_asked(const PolicyPack& pack, const Policy& policy, const Decision& decision) {
  if (policy.scope == PolicyScope::decision || !holds_gate(policy, decision.gate) ||
      !is_in_force(policy, decision.date))
    return false;
  const std::vector<std::string>& asked = rules_asked(pack, decision.gate, decision.scope);
  return decision.scope != "publication" ||
         std::find(asked.begin(), asked.end(), policy.id) != asked.end();
}

// Every policy of one scope, asked of each of its objects; `seen` are the facts, to which the
// object is added in turn: copying them all for each would be most of the work.
void ask_of_objects(const PolicyPack& pack, const std::vector<const Policy*>& policies, Json& seen,
                    Decision& decision) {
  const ScopeFacts scope = facts_of(policies.front()->scope);
  const auto ask = [&](const std::string& subject) {
    for (const Policy* policy : policies)
      decision.outcomes.push_back(evaluate_policy(pack, *policy, subject, seen));
  };
  if (scope.list == nullptr) {
    ask(std::string(scope.key) + ":" + decision.usecase);
    return;
  }
  const Json objects = seen.value(scope.list, Json::array());
  for (const Json& object : objects) {
    seen[scope.key] = object;
    ask(std::string(scope.key) + ":" + object.at(scope.name).get<std::string>());
  }
  seen.erase(scope.key);
}

void ask_policies(const PolicyPack& pack, const Json& facts, Decision& decision) {
  std::map<PolicyScope, std::vector<const Policy*>> by_scope;
  for (const Policy& policy : pack.policies)
    if (is_asked(pack, policy, decision))
      by_scope[policy.scope].push_back(&policy);
  Json seen = facts;
  for (const auto& [scope, policies] : by_scope)
    ask_of_objects(pack, policies, seen, decision);
}

void add_rules_not_built(const PolicyPack& pack, Decision& decision) {
  for (const std::string& id : rules_asked(pack, decision.gate, decision.scope)) {
    if (find_policy(pack, id) != nullptr)
      continue;
    PolicyOutcome outcome;
    outcome.policy = id;
    outcome.subject = decision.scope + ":" + decision.usecase;
    outcome.result = PolicyResult::missing;
    outcome.not_built = true;
    outcome.facts = "{}";
    decision.outcomes.push_back(std::move(outcome));
  }
}

Verdict verdict_of(const std::vector<PolicyOutcome>& outcomes) {
  PolicyResult worst = PolicyResult::pass;
  for (const PolicyOutcome& outcome : outcomes)
    worst = std::max(worst, outcome.result);
  switch (worst) {
    case PolicyResult::block:
      return Verdict::no_go;
    case PolicyResult::missing:
      return Verdict::incomplete;
    case PolicyResult::condition:
      return Verdict::go_with_conditions;
    case PolicyResult::info:
    case PolicyResult::not_applicable:
    case PolicyResult::pass:
      return Verdict::go;
  }
  return Verdict::incomplete;
}

std::vector<MissingFact> missing_facts(const PolicyPack& pack,
                                       const std::vector<PolicyOutcome>& outcomes) {
  std::map<std::string, std::set<std::string>> subjects;
  for (const PolicyOutcome& outcome : outcomes)
    for (const std::string& fact : outcome.asked)
      subjects[fact].insert(outcome.subject);
  std::vector<MissingFact> missing;
  for (const auto& [fact, names] : subjects) {
    const auto definition = pack.facts.find(fact);
    MissingFact entry{fact,
                      {names.begin(), names.end()},
                      {"le pilote du cas d'usage", "the lead of the use case"},
                      {}};
    if (definition != pack.facts.end()) {
      entry.who = definition->second.who;
      entry.question = definition->second.question;
    }
    missing.push_back(std::move(entry));
  }
  return missing;
}

std::vector<RejectedFinding> rejected_findings(const Json& facts) {
  std::vector<RejectedFinding> rejected;
  for (const Json& dataset : facts.value("datasets", Json::array()))
    for (const Json& finding :
         dataset.value("scan", Json::object()).value("rejected", Json::array()))
      rejected.push_back(parse_rejection(dataset.at("id").get<std::string>(), finding));
  return rejected;
}

OrderedJson rejected_to_json(const RejectedFinding& finding) {
  OrderedJson json{{"dataset", finding.dataset}, {"fingerprint", finding.fingerprint},
                   {"type", finding.type},       {"gdpr", finding.gdpr},
                   {"columns", finding.columns}, {"reason", finding.reason},
                   {"author", finding.author},   {"date", finding.date}};
  if (!finding.opinion.empty())
    json["dpo_opinion"] = {
        {"sense", finding.opinion}, {"by", finding.opinion_by}, {"on", finding.opinion_on}};
  return json;
}

OrderedJson waiver_to_json(const WaiverUse& use) {
  OrderedJson json{{"id", use.id},
                   {"policy", use.policy},
                   {"standing", name_of(use.standing)},
                   {"subjects", use.subjects},
                   {"expires_on", use.expires_on}};
  if (!use.review_on.empty())
    json["review_on"] = use.review_on;
  return json;
}

OrderedJson outcome_to_json(const PolicyPack& pack, const PolicyOutcome& outcome,
                            Language language) {
  const Policy* policy = find_policy(pack, outcome.policy);
  OrderedJson entry{{"policy", outcome.policy},
                    {"subject", outcome.subject},
                    {"result", name_of(outcome.result)},
                    {"facts", OrderedJson::parse(outcome.facts)},
                    {"sources", policy != nullptr ? policy->sources : std::vector<std::string>{}},
                    {"remedy", policy != nullptr ? policy->remedy.in(language) : std::string()}};
  if (policy != nullptr)
    entry["nature"] = name_of(policy->nature);
  if (outcome.condition)
    entry["condition"] = name_of(*outcome.condition);
  if (policy != nullptr && !policy->unconfirmed_sources.empty())
    entry["sources_to_confirm"] = policy->unconfirmed_sources;
  if (policy != nullptr && policy->to_confirm)
    entry["status"] = "to_confirm";
  if (outcome.not_built)
    entry["reason"] = "not_built";
  if (outcome.unconfirmed)
    entry["reason"] = "unconfirmed";
  write_commitments(outcome, entry);
  if (!outcome.waivers.empty())
    entry["waived"] = {{"from", name_of(outcome.before_waiver)}, {"by", outcome.waivers}};
  return entry;
}

OrderedJson missing_to_json(const MissingFact& fact, Language language) {
  return {{"fact", fact.fact},
          {"who", fact.who.in(language)},
          {"question", fact.question.in(language)},
          {"subjects", fact.subjects}};
}

template <typename Items, typename Write>
OrderedJson list_to_json(const Items& items, const Write& write) {
  OrderedJson list = OrderedJson::array();
  for (const auto& item : items)
    list.push_back(write(item));
  return list;
}

}  // namespace

RejectedFinding parse_rejection(const std::string& dataset, const Json& entry) {
  const Json opinion = entry.value("dpo_opinion", Json::object());
  return {dataset,
          entry.at("fingerprint").get<std::string>(),
          entry.at("type").get<std::string>(),
          entry.at("gdpr").get<std::string>(),
          entry.value("columns", std::vector<std::string>()),
          entry.value("reason", std::string()),
          entry.value("author", std::string()),
          entry.value("date", std::string()),
          opinion.value("sense", std::string()),
          opinion.value("by", std::string()),
          opinion.value("on", std::string())};
}

std::size_t used_waivers(const Decision& decision) {
  return static_cast<std::size_t>(
      std::count_if(decision.waivers.begin(), decision.waivers.end(),
                    [](const WaiverUse& use) { return use.standing == WaiverStanding::used; }));
}

Decision decide(const PolicyPack& pack, const Json& facts, const std::string& gate) {
  if (!pack.rules_of_gate.contains(gate))
    throw Error(ErrorKind::usage, gate,
                {"étape inconnue ; au choix : G1, G2, G3, G4, GR",
                 "unknown gate; one of: G1, G2, G3, G4, GR"});
  Decision decision;
  decision.usecase = facts.at("usecase").at("id").get<std::string>();
  decision.gate = gate;
  if (gate == "G4")
    decision.scope = facts.value("scope_of_gate", decision.scope);
  decision.date = facts.at("today").get<std::string>();
  decision.facts = canonical_json(facts);
  decision.inputs_sha256 = sha256_hex(decision.facts);
  decision.pack_id = pack.id;
  decision.pack_version = pack.version;
  decision.pack_sha256 = pack.sha256;
  ask_policies(pack, facts, decision);
  add_rules_not_built(pack, decision);
  decision.waivers = apply_waivers(pack, facts, decision.outcomes);
  std::stable_sort(decision.outcomes.begin(), decision.outcomes.end(),
                   [](const PolicyOutcome& a, const PolicyOutcome& b) {
                     return a.policy != b.policy ? a.policy < b.policy : a.subject < b.subject;
                   });
  for (PolicyOutcome& outcome : decision.outcomes)
    add_commitments(facts, decision.date, is_law(pack, outcome.policy), outcome);
  decision.verdict = verdict_of(decision.outcomes);
  decision.missing = missing_facts(pack, decision.outcomes);
  decision.rejected = rejected_findings(facts);
  decision.not_covered = find_not_covered(facts);
  return decision;
}

std::string render_decision_json(const PolicyPack& pack, const Decision& decision,
                                 Language language) {
  const OrderedJson results = list_to_json(decision.outcomes, [&](const PolicyOutcome& outcome) {
    return outcome_to_json(pack, outcome, language);
  });
  const OrderedJson missing = list_to_json(decision.missing, [language](const MissingFact& fact) {
    return missing_to_json(fact, language);
  });
  const OrderedJson rejected = list_to_json(decision.rejected, rejected_to_json);
  const OrderedJson waivers = list_to_json(decision.waivers, waiver_to_json);
  const OrderedJson not_covered = list_to_json(decision.not_covered, [](const NotCovered& entry) {
    return OrderedJson{{"activity", entry.activity}, {"regime", entry.regime}};
  });
  const OrderedJson document{{"schema", "aval.decision/1"},
                             {"usecase", decision.usecase},
                             {"scope", decision.scope},
                             {"gate", decision.gate},
                             {"date", decision.date},
                             {"verdict", name_of(decision.verdict)},
                             {"results", results},
                             {"missing", missing},
                             {"rejected_findings", rejected},
                             {"not_covered", not_covered},
                             {"waivers", waivers},
                             {"policies",
                              {{"pack", decision.pack_id},
                               {"version", decision.pack_version},
                               {"sha256", decision.pack_sha256}}},
                             {"inputs_sha256", decision.inputs_sha256}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
