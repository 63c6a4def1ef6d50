#include "policies/evaluate_policy.h"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "policies/json_logic.h"

namespace aval {
namespace {

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
  std::optional<ConditionKind> condition;
  bool unconfirmed = false;
};

// The outcome that won. A block that rests on nothing but unconfirmed sources stands for a question
// to whoever can confirm them.
Answer winning_answer(const Policy& policy, const Json& outcome, LogicTrace read) {
  Answer answer{*find_result(outcome.at("result").get<std::string>()), std::move(read), {}, false};
  if (answer.result == PolicyResult::condition)
    answer.condition = outcome.value("kind", std::string()) == "follow_up"
                           ? ConditionKind::follow_up
                           : ConditionKind::suspensive;
  const std::string own_status =
      policy.to_confirm || policy.unconfirmed_sources.size() == policy.sources.size() ? "to_confirm"
                                                                                      : "confirmed";
  answer.unconfirmed =
      answer.result == PolicyResult::block && outcome.value("status", own_status) == "to_confirm";
  if (answer.unconfirmed)
    answer.result = PolicyResult::missing;
  return answer;
}

// applies, then the outcomes in order: the first that holds wins; none holds and one is unknown
// gives missing.
Answer answer_of(const Policy& policy, const Json& data, LogicTrace& trace) {
  const Truth applies = evaluate_condition(*policy.applies, data, trace);
  if (applies == Truth::no)
    return {PolicyResult::not_applicable, {}, {}, false};
  bool unknown = applies == Truth::unknown;
  for (const Json& outcome : *policy.outcomes) {
    LogicTrace own;
    const Truth holds = evaluate_condition(outcome.at("when"), data, own);
    trace.read.insert(own.read.begin(), own.read.end());
    trace.unknown.insert(own.unknown.begin(), own.unknown.end());
    if (holds == Truth::yes && applies == Truth::yes)
      return winning_answer(policy, outcome, std::move(own));
    unknown = unknown || holds == Truth::unknown;
  }
  return {unknown ? PolicyResult::missing : PolicyResult::pass, {}, {}, false};
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

}  // namespace

PolicyOutcome evaluate_policy(const PolicyPack& pack, const Policy& policy,
                              const std::string& subject, const Json& data) {
  LogicTrace trace;
  PolicyOutcome outcome;
  outcome.policy = policy.id;
  outcome.subject = subject;
  const Answer answer = answer_of(policy, data, trace);
  outcome.result = answer.result;
  outcome.condition = answer.condition;
  outcome.unconfirmed = answer.unconfirmed;
  Json facts = Json::object();
  for (const std::string& name : trace.read)
    if (name.find('[') == std::string::npos)
      facts[name] = trace.unknown.contains(name) ? Json("?") : recorded_value(pack, data, name);
  outcome.facts = canonical_json(facts);
  outcome.read = trace.read;
  if (outcome.result == PolicyResult::missing)
    outcome.unknown.assign(trace.unknown.begin(), trace.unknown.end());
  outcome.asked = asked_facts(answer, trace, data);
  return outcome;
}

}  // namespace aval
