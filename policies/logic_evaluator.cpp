#include "policies/logic_evaluator.h"

#include <algorithm>
#include <set>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr int kMaxDepth = 200;

const std::set<std::string_view>& operations() {
  static const std::set<std::string_view> kOperations = {"var",      "missing",    "missing_some",
                                                         "==",       "===",        "!=",
                                                         "!==",      ">",          ">=",
                                                         "<",        "<=",         "!",
                                                         "!!",       "and",        "or",
                                                         "if",       "?:",         "+",
                                                         "-",        "*",          "/",
                                                         "%",        "max",        "min",
                                                         "map",      "filter",     "reduce",
                                                         "all",      "none",       "some",
                                                         "merge",    "in",         "cat",
                                                         "substr",   "log",        "minus",
                                                         "subset",   "intersects", "days_between",
                                                         "add_days", "add_months"};
  return kOperations;
}

bool walks_a_list(std::string_view operation) {
  return operation == "some" || operation == "all" || operation == "none" ||
         operation == "filter" || operation == "map" || operation == "reduce";
}

Json as_list(const Json& arguments) {
  return arguments.is_array() ? arguments : Json::array({arguments});
}

}  // namespace

bool LogicEvaluator::knows(std::string_view operation) {
  return operations().contains(operation);
}

void LogicEvaluator::note(const std::string& path, bool unknown) {
  if (trace_ == nullptr)
    return;
  trace_->read.insert(prefix_ + path);
  if (unknown)
    trace_->unknown.insert(prefix_ + path);
}

LogicValue LogicEvaluator::evaluate(const Json& rule, const Json& data) {
  if (++depth_ > kMaxDepth)
    throw Error(ErrorKind::pack, "JsonLogic",
                {"condition imbriquée trop profondément", "condition nested too deeply"});
  LogicValue result;
  if (rule.is_array()) {
    result = known_value(Json::array());
    for (const Json& item : rule) {
      LogicValue value = evaluate(item, data);
      result.unknown = result.unknown || value.unknown;
      result.value.push_back(std::move(value.value));
    }
  } else if (rule.is_object() && rule.size() == 1) {
    result = apply(rule.begin().key(), rule.begin().value(), data);
  } else {
    result = known_value(rule);
  }
  --depth_;
  return result;
}

LogicValue LogicEvaluator::apply(const std::string& name, const Json& raw, const Json& data) {
  if (!knows(name))
    throw Error(ErrorKind::pack, name,
                {"opérateur hors de la liste fermée", "operator that is not on the closed list"});
  if (name == "var")
    return variable(raw, data);
  const Json arguments = as_list(raw);
  if (walks_a_list(name) && arguments.size() < 2)
    throw Error(ErrorKind::pack, name,
                {"il faut une liste et une condition", "a list and a condition are needed"});
  if (name == "and")
    return both(arguments, data);
  if (name == "or")
    return either(arguments, data);
  if (name == "if" || name == "?:")
    return choose(arguments, data);
  if (name == "missing")
    return missing(arguments, data);
  if (name == "missing_some")
    return missing_some(arguments, data);
  if (name == "some" || name == "all" || name == "none")
    return quantify(name, arguments, data);
  if (name == "filter" || name == "map")
    return collect(name, arguments, data);
  if (name == "reduce")
    return reduce(arguments, data);
  Arguments values;
  bool unknown = false;
  for (const Json& argument : arguments) {
    values.push_back(evaluate(argument, data));
    unknown = unknown || values.back().unknown;
  }
  if (unknown)
    return unknown_value();
  return of_values(name, values);
}

LogicValue LogicEvaluator::of_values(const std::string& name, const Arguments& values) const {
  static const std::set<std::string_view> kComparisons = {"==", "===", "!=", "!==", ">",
                                                          ">=", "<",   "<=", "!",   "!!"};
  static const std::set<std::string_view> kArithmetic = {"+", "-", "*", "/", "%", "max", "min"};
  static const std::set<std::string_view> kLists = {"merge", "in", "minus", "subset", "intersects"};
  static const std::set<std::string_view> kTexts = {"cat", "substr", "log"};
  if (kComparisons.contains(name))
    return compare(name, values);
  if (kArithmetic.contains(name))
    return arithmetic(name, values);
  if (kLists.contains(name))
    return of_lists(name, values);
  return kTexts.contains(name) ? of_texts(name, values) : of_dates(name, values);
}

// Walks "a.b.0"; `found` is null when a part is absent. In three-valued mode a null on the way is
// an answer: everything under it is null.
bool LogicEvaluator::is_absent(const std::string& path, const Json& data,
                               const Json*& found) const {
  static const Json kNull = nullptr;
  found = &data;
  if (path.empty())
    return false;
  for (const std::string_view part : split(path, '.')) {
    if (found->is_null() && found != &data) {
      found = mode_ == LogicMode::three_valued ? &kNull : nullptr;
      return mode_ == LogicMode::plain;
    }
    const bool index = !part.empty() &&
                       part.find_first_not_of("0123456789") == std::string_view::npos &&
                       part.size() < 9;
    if (found->is_array() && index && std::stoul(std::string(part)) < found->size()) {
      found = &(*found)[std::stoul(std::string(part))];
    } else if (found->is_object() && found->contains(std::string(part))) {
      found = &(*found)[std::string(part)];
    } else {
      found = nullptr;
      return true;
    }
  }
  return false;
}

LogicValue LogicEvaluator::variable(const Json& raw, const Json& data) {
  const Json arguments = as_list(raw);
  const LogicValue name = arguments.empty() ? known_value("") : evaluate(arguments[0], data);
  const std::string path = name.value.is_null() ? "" : to_logic_string(name.value);
  const Json* found = nullptr;
  const bool absent = is_absent(path, data, found);
  const bool has_default = arguments.size() > 1;
  note(path, absent && !has_default);
  if (!absent)
    return known_value(*found);
  if (has_default)
    return evaluate(arguments[1], data);
  return mode_ == LogicMode::three_valued ? unknown_value() : known_value(nullptr);
}

LogicValue LogicEvaluator::missing(const Json& raw, const Json& data) {
  Json arguments = Json::array();
  for (const Json& item : raw) {
    const LogicValue value = evaluate(item, data);
    if (value.value.is_array())
      arguments.insert(arguments.end(), value.value.begin(), value.value.end());
    else
      arguments.push_back(value.value);
  }
  Json absent = Json::array();
  for (const Json& path : arguments) {
    const std::string name = to_logic_string(path);
    const Json* found = nullptr;
    const bool unanswered = is_absent(name, data, found);
    const bool gone = unanswered || found->is_null() ||
                      (found->is_string() && found->get_ref<const std::string&>().empty());
    note(name, unanswered);
    if (gone)
      absent.push_back(path);
  }
  return known_value(absent);
}

LogicValue LogicEvaluator::missing_some(const Json& arguments, const Json& data) {
  if (arguments.size() < 2)
    return known_value(Json::array());
  const LogicValue needed = evaluate(arguments[0], data);
  const LogicValue paths = evaluate(arguments[1], data);
  if (needed.unknown || paths.unknown)
    return unknown_value();
  const Json absent = missing(Json::array({paths.value}), data).value;
  const std::size_t named = paths.value.is_array() ? paths.value.size() : 1;
  const double present = static_cast<double>(named - absent.size());
  return known_value(present >= to_number(needed.value).value_or(0) ? Json::array() : absent);
}

LogicValue LogicEvaluator::both(const Json& arguments, const Json& data) {
  LogicValue last = known_value(nullptr);
  bool unknown = false;
  for (const Json& argument : arguments) {
    last = evaluate(argument, data);
    if (!last.unknown && !is_truthy(last.value))
      return last;
    unknown = unknown || last.unknown;
  }
  return unknown ? unknown_value() : last;
}

LogicValue LogicEvaluator::either(const Json& arguments, const Json& data) {
  LogicValue last = known_value(nullptr);
  bool unknown = false;
  for (const Json& argument : arguments) {
    last = evaluate(argument, data);
    if (!last.unknown && is_truthy(last.value))
      return last;
    unknown = unknown || last.unknown;
  }
  return unknown ? unknown_value() : last;
}

LogicValue LogicEvaluator::choose(const Json& arguments, const Json& data) {
  std::size_t i = 0;
  for (; i + 1 < arguments.size(); i += 2) {
    const LogicValue condition = evaluate(arguments[i], data);
    if (condition.unknown)
      return unknown_value();
    if (is_truthy(condition.value))
      return evaluate(arguments[i + 1], data);
  }
  return i < arguments.size() ? evaluate(arguments[i], data) : known_value(nullptr);
}

}  // namespace aval
