#include "policies/decide.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "policies/json_logic.h"

namespace aval {
namespace {

struct Subject {
  std::string name;
  Json data;  // facts with the object under its own key
};

// The objects a policy is asked about, each seen with the facts of all.
std::vector<Subject> subjects_of(PolicyScope scope, const Json& facts) {
  const std::string usecase = facts.at("usecase").at("id").get<std::string>();
  const auto each = [&](const char* list, const char* key, const char* name_key) {
    std::vector<Subject> subjects;
    for (const Json& object : facts.value(list, Json::array())) {
      Json data = facts;
      data[key] = object;
      subjects.push_back(
          {std::string(key) + ":" + object.at(name_key).get<std::string>(), std::move(data)});
    }
    return subjects;
  };
  switch (scope) {
    case PolicyScope::usecase:
      return {{"usecase:" + usecase, facts}};
    case PolicyScope::dataset:
      return each("datasets", "dataset", "id");
    case PolicyScope::activity:
      return each("activities", "activity", "id");
    case PolicyScope::recipient:
      return each("recipients", "recipient", "name");
    case PolicyScope::publication:
      return {{"publication:" + usecase, facts}};
  }
  return {};
}

std::optional<PolicyResult> find_result(const std::string& name) {
  for (const PolicyResult result : {PolicyResult::pass, PolicyResult::info, PolicyResult::condition,
                                    PolicyResult::missing, PolicyResult::block})
    if (name_of(result) == name)
      return result;
  return std::nullopt;
}

// What a policy answered, and what the condition that won had read.
struct Answer {
  PolicyResult result = PolicyResult::pass;
  LogicTrace winner;
};

// applies, then the outcomes in order: the first that holds wins; none holds and one is unknown
// gives missing.
Answer answer_of(const Policy& policy, const Json& data, LogicTrace& trace) {
  const Truth applies = evaluate_condition(parse_json(policy.applies, policy.id), data, trace);
  if (applies == Truth::no)
    return {PolicyResult::not_applicable, {}};
  bool unknown = applies == Truth::unknown;
  for (const Json& outcome : parse_json(policy.outcomes, policy.id)) {
    LogicTrace own;
    const Truth holds = evaluate_condition(outcome.at("when"), data, own);
    trace.read.insert(own.read.begin(), own.read.end());
    trace.unknown.insert(own.unknown.begin(), own.unknown.end());
    if (holds == Truth::yes && applies == Truth::yes)
      return {*find_result(outcome.at("result").get<std::string>()), std::move(own)};
    unknown = unknown || holds == Truth::unknown;
  }
  return {unknown ? PolicyResult::missing : PolicyResult::pass, {}};
}

// The fact of that name; null when it is absent.
const Json* find_fact(const Json& data, const std::string& path) {
  const Json* value = &data;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    const std::string part = path.substr(begin, dot - begin);
    if (!value->is_object() || !value->contains(part))
      return value->is_null() ? value : nullptr;
    value = &(*value)[part];
    begin = dot + 1;
  }
  return value;
}

// The value of a fact for the record: scalars and short lists as they are, anything larger by its
// size; a text that someone wrote is only said to be given, since it may name a person.
Json recorded_value(const PolicyPack& pack, const Json& data, const std::string& path) {
  const Json* value = find_fact(data, path);
  if (value == nullptr)
    return "?";
  const auto definition = pack.facts.find(path);
  if (value->is_string() && definition != pack.facts.end() && definition->second.type == "text")
    return "given";
  if (value->is_object())
    return "{" + std::to_string(value->size()) + "}";
  const bool plain_list = value->is_array() && value->size() <= 20 &&
                          std::none_of(value->begin(), value->end(),
                                       [](const Json& item) { return item.is_structured(); });
  if (value->is_array() && !plain_list)
    return "[" + std::to_string(value->size()) + "]";
  return *value;
}

// An answer that leaves the question open: none, empty, or the word "unknown".
bool leaves_open(const Json& data, const std::string& path) {
  if (path.find('[') != std::string::npos)
    return true;
  const Json* value = find_fact(data, path);
  return value == nullptr || value->is_null() || *value == "" || *value == "unknown" ||
         (value->is_array() && value->empty());
}

std::vector<std::string> asked_facts(const Answer& answer, const LogicTrace& trace,
                                     const Json& data) {
  if (answer.result != PolicyResult::missing)
    return {};
  std::set<std::string> asked = trace.unknown;
  for (const std::string& path : answer.winner.read)
    if (leaves_open(data, path))
      asked.insert(path);
  return {asked.begin(), asked.end()};
}

PolicyOutcome outcome_of(const PolicyPack& pack, const Policy& policy, const Subject& subject) {
  LogicTrace trace;
  PolicyOutcome outcome;
  outcome.policy = policy.id;
  outcome.subject = subject.name;
  const Answer answer = answer_of(policy, subject.data, trace);
  outcome.result = answer.result;
  Json facts = Json::object();
  for (const std::string& name : trace.read)
    if (name.find('[') == std::string::npos)
      facts[name] =
          trace.unknown.contains(name) ? Json("?") : recorded_value(pack, subject.data, name);
  outcome.facts = canonical_json(facts);
  if (outcome.result == PolicyResult::missing)
    outcome.unknown.assign(trace.unknown.begin(), trace.unknown.end());
  outcome.asked = asked_facts(answer, trace, subject.data);
  return outcome;
}

bool is_in_force(const Policy& policy, const std::string& today) {
  return (policy.valid_from.empty() || policy.valid_from <= today) &&
         (policy.valid_to.empty() || today <= policy.valid_to);
}

bool holds_gate(const Policy& policy, const std::string& gate) {
  return std::find(policy.gates.begin(), policy.gates.end(), gate) != policy.gates.end();
}

void add_rules_not_built(const PolicyPack& pack, Decision& decision) {
  for (const std::string& id : pack.rules_of_gate.at(decision.gate)) {
    if (find_policy(pack, id) != nullptr)
      continue;
    PolicyOutcome outcome;
    outcome.policy = id;
    outcome.subject = "usecase:" + decision.usecase;
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

Decision decide(const PolicyPack& pack, const Json& facts, const std::string& gate) {
  if (!pack.rules_of_gate.contains(gate))
    throw Error(ErrorKind::usage, gate,
                {"étape inconnue ; au choix : G1, G2, G3, G4, GR",
                 "unknown gate; one of: G1, G2, G3, G4, GR"});
  Decision decision;
  decision.usecase = facts.at("usecase").at("id").get<std::string>();
  decision.gate = gate;
  decision.date = facts.at("today").get<std::string>();
  decision.facts = canonical_json(facts);
  decision.inputs_sha256 = sha256_hex(decision.facts);
  decision.pack_id = pack.id;
  decision.pack_version = pack.version;
  decision.pack_sha256 = pack.sha256;
  for (const Policy& policy : pack.policies) {
    if (!holds_gate(policy, gate) || !is_in_force(policy, decision.date))
      continue;
    for (const Subject& subject : subjects_of(policy.scope, facts))
      decision.outcomes.push_back(outcome_of(pack, policy, subject));
  }
  add_rules_not_built(pack, decision);
  std::stable_sort(decision.outcomes.begin(), decision.outcomes.end(),
                   [](const PolicyOutcome& a, const PolicyOutcome& b) {
                     return a.policy != b.policy ? a.policy < b.policy : a.subject < b.subject;
                   });
  decision.verdict = verdict_of(decision.outcomes);
  decision.missing = missing_facts(pack, decision.outcomes);
  decision.rejected = rejected_findings(facts);
  return decision;
}

std::string render_decision_json(const PolicyPack& pack, const Decision& decision,
                                 Language language) {
  OrderedJson results = OrderedJson::array();
  for (const PolicyOutcome& outcome : decision.outcomes) {
    const Policy* policy = find_policy(pack, outcome.policy);
    OrderedJson entry{{"policy", outcome.policy},
                      {"subject", outcome.subject},
                      {"result", name_of(outcome.result)},
                      {"facts", OrderedJson::parse(outcome.facts)},
                      {"sources", policy != nullptr ? policy->sources : std::vector<std::string>{}},
                      {"remedy", policy != nullptr ? policy->remedy.in(language) : std::string()}};
    if (policy != nullptr)
      entry["nature"] = name_of(policy->nature);
    if (policy != nullptr && policy->to_confirm)
      entry["status"] = "to_confirm";
    if (outcome.not_built)
      entry["reason"] = "not_built";
    results.push_back(std::move(entry));
  }
  OrderedJson missing = OrderedJson::array();
  for (const MissingFact& fact : decision.missing)
    missing.push_back({{"fact", fact.fact},
                       {"who", fact.who.in(language)},
                       {"question", fact.question.in(language)},
                       {"subjects", fact.subjects}});
  OrderedJson rejected = OrderedJson::array();
  for (const RejectedFinding& finding : decision.rejected)
    rejected.push_back(rejected_to_json(finding));
  const OrderedJson document{{"schema", "aval.decision/1"},
                             {"usecase", decision.usecase},
                             {"gate", decision.gate},
                             {"date", decision.date},
                             {"verdict", name_of(decision.verdict)},
                             {"results", results},
                             {"missing", missing},
                             {"rejected_findings", rejected},
                             {"policies",
                              {{"pack", decision.pack_id},
                               {"version", decision.pack_version},
                               {"sha256", decision.pack_sha256}}},
                             {"inputs_sha256", decision.inputs_sha256}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
