// Values of JsonLogic: JSON, or unknown. JavaScript's truth, equality and numbers, as the public
// suite asks.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"

namespace aval {

// Owns its JSON or, so that lists of facts are not copied, borrows it from the rule or the data,
// which then must outlive it.
class LogicValue {
 public:
  bool unknown = false;

  const Json& value() const { return borrowed_ != nullptr ? *borrowed_ : own_; }

 private:
  friend LogicValue known_value(Json value);
  friend LogicValue borrowed_value(const Json& value);

  Json own_;
  const Json* borrowed_ = nullptr;
};

LogicValue unknown_value();
LogicValue known_value(Json value);
LogicValue borrowed_value(const Json& value);

bool is_truthy(const Json& value);
bool loosely_equal(const Json& a, const Json& b);
// JavaScript's Number(); nothing for NaN.
std::optional<double> to_number(const Json& value);
std::string to_logic_string(const Json& value);
// A whole number becomes an integer.
Json number_value(double number);

}  // namespace aval
