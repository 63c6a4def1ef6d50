#include "policies/logic_value.h"

#include <cmath>
#include <cstdlib>

#include "audit/base/text.h"

namespace aval {

LogicValue unknown_value() {
  LogicValue unknown;
  unknown.unknown = true;
  return unknown;
}

LogicValue known_value(Json value) {
  LogicValue known;
  known.own_ = std::move(value);
  return known;
}

LogicValue borrowed_value(const Json& value) {
  LogicValue known;
  known.borrowed_ = &value;
  return known;
}

bool is_truthy(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return false;
    case Json::value_t::boolean:
      return value.get<bool>();
    case Json::value_t::string:
      return !value.get_ref<const std::string&>().empty();
    case Json::value_t::array:
      return !value.empty();  // JsonLogic, unlike JavaScript: an empty list is false
    case Json::value_t::object:
      return true;
    default:
      return value.get<double>() != 0;
  }
}

std::optional<double> to_number(const Json& value) {
  if (value.is_number())
    return value.get<double>();
  if (value.is_null())
    return 0;
  if (value.is_boolean())
    return value.get<bool>() ? 1 : 0;
  if (value.is_array())
    return value.empty()       ? std::optional<double>(0)
           : value.size() == 1 ? to_number(value[0])
                               : std::nullopt;
  if (!value.is_string())
    return std::nullopt;
  const std::string text(trim(value.get_ref<const std::string&>()));
  if (text.empty())
    return 0;
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const bool whole =
      end == text.c_str() + text.size() && text.find_first_of("xXnN") == std::string::npos;
  return whole ? std::optional<double>(number) : std::nullopt;
}

Json number_value(double number) {
  if (std::isfinite(number) && number == std::floor(number) && std::fabs(number) < 9e15)
    return static_cast<std::int64_t>(number);
  return std::isfinite(number) ? Json(number) : Json(nullptr);
}

std::string to_logic_string(const Json& value) {
  if (value.is_string())
    return value.get<std::string>();
  if (!value.is_array())
    return value.dump();
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i)
    out += (i > 0 ? "," : "") + (value[i].is_null() ? std::string() : to_logic_string(value[i]));
  return out;
}

bool loosely_equal(const Json& a, const Json& b) {
  if (a.is_null() || b.is_null())
    return a.is_null() && b.is_null();
  if (a.is_string() && b.is_string())
    return a == b;
  if ((a.is_array() && b.is_array()) || a.is_object() || b.is_object())
    return a == b;
  if ((a.is_array() && b.is_string()) || (a.is_string() && b.is_array()))
    return to_logic_string(a) == to_logic_string(b);
  const auto left = to_number(a), right = to_number(b);
  return left && right && *left == *right;
}

}  // namespace aval
