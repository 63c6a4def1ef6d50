// The operators of LogicEvaluator that work on values and lists.
#include <algorithm>
#include <cmath>

#include "policies/json_logic.h"
#include "policies/logic_dates.h"
#include "policies/logic_evaluator.h"

namespace aval {
namespace {

bool contains(const Json& list, const Json& item) {
  return list.is_array() && std::find(list.begin(), list.end(), item) != list.end();
}

// JavaScript compares a list as its text.
Json primitive_of(const Json& value) {
  return value.is_array() ? Json(to_logic_string(value)) : value;
}

std::string prefix_of_list(const Json& operand, const std::string& prefix) {
  const Json& list = unfiltered(operand);
  const bool plain =
      list.is_object() && list.size() == 1 && list.contains("var") && list["var"].is_string();
  return prefix + (plain ? list["var"].get<std::string>() : std::string("list")) + "[].";
}

// substr: counts characters, never cuts one.
std::string part_of_text(const std::vector<LogicValue>& values) {
  const std::string text = values.empty() ? "" : to_logic_string(values[0].value());
  std::vector<std::size_t> starts;  // of each character, then the end
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
      starts.push_back(i);
  const auto size = static_cast<double>(starts.size());
  starts.push_back(text.size());
  const auto number = [&](std::size_t i) {
    return std::trunc(to_number(values[i].value()).value_or(0));
  };
  double begin = values.size() > 1 ? number(1) : 0;
  begin = begin < 0 ? std::max(0.0, size + begin) : std::min(begin, size);
  double end = size;
  if (values.size() > 2)
    end = number(2) < 0 ? size + number(2) : std::min(size, begin + number(2));
  if (end <= begin)
    return "";
  const std::size_t first = starts[static_cast<std::size_t>(begin)];
  return text.substr(first, starts[static_cast<std::size_t>(end)] - first);
}

// Restores the prefix of the trace when a quantifier ends.
class PrefixGuard {
 public:
  PrefixGuard(std::string& prefix, std::string inner) : prefix_(prefix), saved_(prefix) {
    prefix_ = std::move(inner);
  }
  ~PrefixGuard() { prefix_ = saved_; }
  PrefixGuard(const PrefixGuard&) = delete;
  PrefixGuard& operator=(const PrefixGuard&) = delete;

 private:
  std::string& prefix_;
  std::string saved_;
};

}  // namespace

LogicValue LogicEvaluator::quantify(const std::string& name, const Operands& operands,
                                    const Json& data) {
  const LogicValue list = evaluate(operands[0], data);
  if (list.unknown)
    return unknown_value();
  static const Json kNoItems = Json::array();
  const Json& items = list.value().is_array() ? list.value() : kNoItems;
  const PrefixGuard guard(prefix_, prefix_of_list(operands[0], prefix_));
  bool any_true = false, any_false = false, any_unknown = false;
  for (const Json& item : items) {
    const LogicValue value = evaluate(operands[1], item);
    any_unknown = any_unknown || value.unknown;
    any_true = any_true || (!value.unknown && is_truthy(value.value()));
    any_false = any_false || (!value.unknown && !is_truthy(value.value()));
  }
  if (name == "all") {
    if (any_false || items.empty())
      return known_value(false);
    return any_unknown ? unknown_value() : known_value(true);
  }
  if (!any_true && any_unknown)
    return unknown_value();
  return known_value(name == "some" ? any_true : !any_true);
}

LogicValue LogicEvaluator::collect(const std::string& name, const Operands& operands,
                                   const Json& data) {
  const LogicValue list = evaluate(operands[0], data);
  if (list.unknown)
    return unknown_value();
  const PrefixGuard guard(prefix_, prefix_of_list(operands[0], prefix_));
  Json collected = Json::array();
  bool unknown = false;
  for (const Json& item : list.value().is_array() ? list.value() : Json::array()) {
    const LogicValue value = evaluate(operands[1], item);
    unknown = unknown || value.unknown;
    if (name == "map")
      collected.push_back(value.value());
    else if (is_truthy(value.value()))
      collected.push_back(item);
  }
  return unknown ? unknown_value() : known_value(std::move(collected));
}

LogicValue LogicEvaluator::reduce(const Operands& operands, const Json& data) {
  const LogicValue list = evaluate(operands[0], data);
  LogicValue accumulator = operands.size() > 2 ? evaluate(operands[2], data) : known_value(nullptr);
  if (list.unknown)
    return unknown_value();
  if (!list.value().is_array())
    return accumulator;
  LogicTrace* const trace = trace_;
  trace_ = nullptr;  // "current" and "accumulator" are no facts
  for (const Json& item : list.value()) {
    const Json step{{"current", item}, {"accumulator", accumulator.value()}};
    const LogicValue next = evaluate(operands[1], step);
    accumulator = next.unknown ? unknown_value() : known_value(next.value());
    if (accumulator.unknown)
      break;
  }
  trace_ = trace;
  return accumulator;
}

LogicValue LogicEvaluator::compare(const std::string& name, const Arguments& values) const {
  const Json none = nullptr;
  const Json& a = values.empty() ? none : values[0].value();
  const Json& b = values.size() > 1 ? values[1].value() : none;
  if (name == "!")
    return known_value(!is_truthy(a));
  if (name == "!!")
    return known_value(is_truthy(a));
  if (name == "==" || name == "!=")
    return known_value(loosely_equal(a, b) == (name == "=="));
  if (name == "===" || name == "!==")
    return known_value((a == b && (a.type() == b.type() || (a.is_number() && b.is_number()))) ==
                       (name == "==="));
  const auto less = [](const Json& left_side, const Json& right_side, bool or_equal) {
    const Json x = primitive_of(left_side), y = primitive_of(right_side);
    if (x.is_string() && y.is_string())
      return or_equal ? x <= y : x < y;
    const auto left = to_number(x), right = to_number(y);
    return left && right && (or_equal ? *left <= *right : *left < *right);
  };
  const bool or_equal = name.size() == 2;
  if (name[0] == '>')
    return known_value(less(b, a, or_equal));
  if (values.size() == 3)  // a < b < c
    return known_value(less(a, b, or_equal) && less(b, values[2].value(), or_equal));
  return known_value(less(a, b, or_equal));
}

LogicValue LogicEvaluator::arithmetic(const std::string& name, const Arguments& values) const {
  std::vector<double> numbers;
  for (const LogicValue& value : values) {
    const auto number = to_number(value.value());
    if (!number)
      return known_value(nullptr);
    numbers.push_back(*number);
  }
  if (numbers.empty())
    return known_value(name == "+" ? Json(0) : Json(nullptr));
  if (name == "+" || name == "*") {
    double result = name == "+" ? 0 : 1;
    for (const double number : numbers)
      result = name == "+" ? result + number : result * number;
    return known_value(number_value(result));
  }
  if (name == "max")
    return known_value(number_value(*std::max_element(numbers.begin(), numbers.end())));
  if (name == "min")
    return known_value(number_value(*std::min_element(numbers.begin(), numbers.end())));
  if (name == "-")
    return known_value(number_value(numbers.size() == 1 ? -numbers[0] : numbers[0] - numbers[1]));
  if (numbers.size() < 2)
    return known_value(nullptr);
  return known_value(
      number_value(name == "/" ? numbers[0] / numbers[1] : std::fmod(numbers[0], numbers[1])));
}

LogicValue LogicEvaluator::of_lists(const std::string& name, const Arguments& values) const {
  if (name == "merge") {
    Json merged = Json::array();
    for (const LogicValue& value : values) {
      if (value.value().is_array())
        merged.insert(merged.end(), value.value().begin(), value.value().end());
      else
        merged.push_back(value.value());
    }
    return known_value(merged);
  }
  const Json none = nullptr;
  const Json& a = values.empty() ? none : values[0].value();
  const Json& b = values.size() > 1 ? values[1].value() : none;
  if (name == "in") {
    if (b.is_string())
      return known_value(a.is_string() &&
                         b.get_ref<const std::string&>().find(a.get_ref<const std::string&>()) !=
                             std::string::npos);
    return known_value(contains(b, a));
  }
  Json left = Json::array(), common = Json::array();
  for (const Json& item : a.is_array() ? a : Json::array())
    (contains(b, item) ? common : left).push_back(item);
  if (name == "minus")
    return known_value(left);
  return known_value(name == "subset" ? left.empty() : !common.empty());
}

LogicValue LogicEvaluator::of_texts(const std::string& name, const Arguments& values) const {
  if (name == "log")
    return values.empty() ? known_value(nullptr) : values[0];  // facts are never printed
  if (name == "cat") {
    std::string text;
    for (const LogicValue& value : values)
      text += to_logic_string(value.value());
    return known_value(text);
  }
  return known_value(part_of_text(values));
}

// A value that is no date makes the answer unknown, never false.
LogicValue LogicEvaluator::of_dates(const std::string& name, const Arguments& values) const {
  if (values.size() < 2 || !values[0].value().is_string())
    return unknown_value();
  const std::string& first = values[0].value().get_ref<const std::string&>();
  if (name == "days_between") {
    const auto days = values[1].value().is_string()
                          ? days_between(first, values[1].value().get<std::string>())
                          : std::nullopt;
    return days ? known_value(*days) : unknown_value();
  }
  const auto count = to_number(values[1].value());
  // Beyond this no calendar date is left, and a conversion would be undefined.
  constexpr double kMostSteps = 1e9;
  if (!count || !(*count >= -kMostSteps && *count <= kMostSteps))
    return unknown_value();
  const auto moved = name == "add_days" ? add_days(first, static_cast<long>(*count))
                                        : add_months(first, static_cast<long>(*count));
  return moved ? known_value(*moved) : unknown_value();
}

}  // namespace aval
