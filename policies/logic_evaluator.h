// The evaluator behind json_logic.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "policies/json_logic.h"
#include "policies/logic_value.h"

namespace aval {

class LogicEvaluator {
 public:
  LogicEvaluator(LogicMode mode, LogicTrace* trace) : mode_(mode), trace_(trace) {}

  LogicValue evaluate(const Json& rule, const Json& data);
  static bool knows(std::string_view operation);

 private:
  using Operands = std::span<const Json>;  // as the rule has them
  using Arguments = std::vector<LogicValue>;

  LogicValue apply(const std::string& name, const Json& raw, const Json& data);
  LogicValue of_values(const std::string& name, const Arguments& values) const;
  LogicValue variable(const Operands& operands, const Json& data);
  LogicValue missing(const Operands& operands, const Json& data);
  LogicValue missing_some(const Operands& operands, const Json& data);
  LogicValue both(const Operands& operands, const Json& data);
  LogicValue either(const Operands& operands, const Json& data);
  LogicValue choose(const Operands& operands, const Json& data);
  LogicValue quantify(const std::string& name, const Operands& operands, const Json& data);
  LogicValue collect(const std::string& name, const Operands& operands, const Json& data);
  LogicValue reduce(const Operands& operands, const Json& data);
  LogicValue compare(const std::string& name, const Arguments& values) const;
  LogicValue arithmetic(const std::string& name, const Arguments& values) const;
  LogicValue of_lists(const std::string& name, const Arguments& values) const;
  LogicValue of_texts(const std::string& name, const Arguments& values) const;
  LogicValue of_dates(const std::string& name, const Arguments& values) const;
  bool is_absent(const std::string& path, const Json& data, const Json*& found) const;
  void note(const std::string& path, bool unknown);

  LogicMode mode_;
  LogicTrace* trace_;
  std::string prefix_;  // "activities[]." inside a quantifier
  int depth_ = 0;
};

}  // namespace aval
