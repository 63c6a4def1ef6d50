#include "policies/json_logic.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/logic_evaluator.h"

namespace aval {

Truth evaluate_condition(const Json& rule, const Json& data, LogicTrace& trace) {
  LogicEvaluator evaluator(LogicMode::three_valued, &trace);
  const LogicValue result = evaluator.evaluate(rule, data);
  if (result.unknown)
    return Truth::unknown;
  return is_truthy(result.value()) ? Truth::yes : Truth::no;
}

Json apply_json_logic(const Json& rule, const Json& data) {
  LogicEvaluator evaluator(LogicMode::plain, nullptr);
  return evaluator.evaluate(rule, data).value();
}

namespace {

bool is_operation(const Json& rule) {
  return rule.is_object() && rule.size() == 1;
}

bool is_quantifier(const std::string& name) {
  return name == "some" || name == "all" || name == "none" || name == "filter" || name == "map" ||
         name == "reduce";
}

void collect_operators(const Json& rule, std::vector<std::string>& found) {
  if (rule.is_array())
    for (const Json& item : rule)
      collect_operators(item, found);
  if (!is_operation(rule))
    return;
  const std::string name = rule.begin().key();
  const Json& arguments = rule.begin().value();
  if (!LogicEvaluator::knows(name) && std::find(found.begin(), found.end(), name) == found.end())
    found.push_back(name);
  collect_operators(arguments, found);
}

std::string path_of_var(const Json& arguments) {
  const Json& path =
      arguments.is_array() ? (arguments.empty() ? Json("") : arguments[0]) : arguments;
  return path.is_string() ? path.get<std::string>() : path.is_null() ? "" : path.dump();
}

void collect_variables(const Json& rule, const std::string& prefix, std::set<std::string>& found);

// The body of a quantifier sees the items of its list; reduce sees them as "current".
void collect_in_quantifier(const std::string& name, const Json& arguments,
                           const std::string& prefix, std::set<std::string>& found) {
  collect_variables(arguments[0], prefix, found);
  const Json& list = unfiltered(arguments[0]);
  const bool plain_list = is_operation(list) && list.contains("var");
  const std::string inner =
      plain_list ? prefix + path_of_var(list.at("var")) + "[]." : prefix + "[].";
  std::set<std::string> body;
  collect_variables(arguments[1], "", body);
  for (const std::string& path : body) {
    if (name == "reduce" && (path == "accumulator" || path == "current"))
      continue;
    const std::string own =
        name == "reduce" && path.starts_with("current.") ? path.substr(8) : path;
    found.insert(own.empty() ? inner.substr(0, inner.size() - 1) : inner + own);
  }
}

void collect_variables(const Json& rule, const std::string& prefix, std::set<std::string>& found) {
  if (rule.is_array())
    for (const Json& item : rule)
      collect_variables(item, prefix, found);
  if (!is_operation(rule))
    return;
  const std::string name = rule.begin().key();
  const Json& arguments = rule.begin().value();
  if (name == "var") {
    found.insert(prefix + path_of_var(arguments));
  } else if (name == "missing") {
    for (const Json& path : arguments)
      if (path.is_string())
        found.insert(prefix + path.get<std::string>());
  } else if (is_quantifier(name) && arguments.is_array() && arguments.size() >= 2) {
    collect_in_quantifier(name, arguments, prefix, found);
  } else {
    collect_variables(arguments, prefix, found);
  }
}

}  // namespace

const Json& unfiltered(const Json& list) {
  const Json* source = &list;
  while (is_operation(*source) && source->contains("filter") && source->at("filter").is_array() &&
         !source->at("filter").empty())
    source = &source->at("filter").front();
  return *source;
}

std::vector<std::string> unknown_operators(const Json& rule) {
  std::vector<std::string> found;
  collect_operators(rule, found);
  return found;
}

std::set<std::string> variables_of(const Json& rule) {
  std::set<std::string> found;
  collect_variables(rule, "", found);
  return found;
}

}  // namespace aval
