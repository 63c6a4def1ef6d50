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

// One operand may stand without its list.
std::span<const Json> operands_of(const Json& raw) {
  if (raw.is_array())
    return raw.get_ref<const Json::array_t&>();
  return {&raw, 1};
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
  if (rule.is_array() && std::any_of(rule.begin(), rule.end(),
                                     [](const Json& item) { return item.is_structured(); })) {
    Json list = Json::array();
    for (const Json& item : rule) {
      const LogicValue value = evaluate(item, data);
      result.unknown = result.unknown || value.unknown;
      list.push_back(value.value());
    }
    result = result.unknown ? unknown_value() : known_value(std::move(list));
  } else if (rule.is_object() && rule.size() == 1) {
    result = apply(rule.begin().key(), rule.begin().value(), data);
  } else {
    result = borrowed_value(rule);
  }
  --depth_;
  return result;
}

LogicValue LogicEvaluator::apply(const std::string& name, const Json& raw, const Json& data) {
  if (!knows(name))
    throw Error(ErrorKind::pack, name,
                {"opérateur hors de la liste fermée", "operator that is not on the closed list"});
  const Operands operands = operands_of(raw);
  if (name == "var")
    return variable(operands, data);
  if (walks_a_list(name) && operands.size() < 2)
    throw Error(ErrorKind::pack, name,
                {"il faut une liste et une condition", "a list and a condition are needed"});
  if (name == "and")
    return both(operands, data);
  if (name == "or")
    return either(operands, data);
  if (name == "if" || name == "?:")
    return choose(operands, data);
  if (name == "missing")
    return missing(operands, data);
  if (name == "missing_some")
    return missing_some(operands, data);
  if (name == "some" || name == "all" || name == "none")
    return quantify(name, operands, data);
  if (name == "filter" || name == "map")
    return collect(name, operands, data);
  if (name == "reduce")
    return reduce(operands, data);
  Arguments values;
  bool unknown = false;
  for (const Json& operand : operands) {
    values.push_back(evaluate(operand, data));
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

LogicValue LogicEvaluator::variable(const Operands& operands, const Json& data) {
  const LogicValue name = operands.empty() ? known_value("") : evaluate(operands[0], data);
  const std::string path = name.value().is_null() ? "" : to_logic_string(name.value());
  const Json* found = nullptr;
  const bool absent = is_absent(path, data, found);
  const bool has_default = operands.size() > 1;
  note(path, absent && !has_default);
  if (!absent)
    return borrowed_value(*found);
  if (has_default)
    return evaluate(operands[1], data);
  return mode_ == LogicMode::three_valued ? unknown_value() : known_value(nullptr);
}

LogicValue LogicEvaluator::missing(const Operands& operands, const Json& data) {
  Json paths = Json::array();
  for (const Json& item : operands) {
    const LogicValue value = evaluate(item, data);
    if (value.value().is_array())
      paths.insert(paths.end(), value.value().begin(), value.value().end());
    else
      paths.push_back(value.value());
  }
  Json absent = Json::array();
  for (const Json& path : paths) {
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

LogicValue LogicEvaluator::missing_some(const Operands& operands, const Json& data) {
  if (operands.size() < 2)
    return known_value(Json::array());
  const LogicValue needed = evaluate(operands[0], data);
  const LogicValue paths = evaluate(operands[1], data);
  if (needed.unknown || paths.unknown)
    return unknown_value();
  const LogicValue missed = missing({&paths.value(), 1}, data);
  const Json& absent = missed.value();
  const std::size_t named = paths.value().is_array() ? paths.value().size() : 1;
  const double present = static_cast<double>(named - absent.size());
  return known_value(present >= to_number(needed.value()).value_or(0) ? Json::array() : absent);
}

LogicValue LogicEvaluator::both(const Operands& operands, const Json& data) {
  LogicValue last = known_value(nullptr);
  bool unknown = false;
  for (const Json& operand : operands) {
    last = evaluate(operand, data);
    if (!last.unknown && !is_truthy(last.value()))
      return last;
    unknown = unknown || last.unknown;
  }
  return unknown ? unknown_value() : last;
}

LogicValue LogicEvaluator::either(const Operands& operands, const Json& data) {
  LogicValue last = known_value(nullptr);
  bool unknown = false;
  for (const Json& operand : operands) {
    last = evaluate(operand, data);
    if (!last.unknown && is_truthy(last.value()))
      return last;
    unknown = unknown || last.unknown;
  }
  return unknown ? unknown_value() : last;
}

LogicValue LogicEvaluator::choose(const Operands& operands, const Json& data) {
  std::size_t i = 0;
  for (; i + 1 < operands.size(); i += 2) {
    const LogicValue condition = evaluate(operands[i], data);
    if (condition.unknown)
      return unknown_value();
    if (is_truthy(condition.value()))
      return evaluate(operands[i + 1], data);
  }
  return i < operands.size() ? evaluate(operands[i], data) : known_value(nullptr);
}

}  // namespace aval
