// JsonLogic (jsonlogic.com), in two modes.
//
// plain: the operators and truth of the public test suite.
// three_valued: a variable that is absent from the data is unknown, and unknown goes through the
// operators as in Kleene's logic (false and unknown is false, true or unknown is true); null is an
// answer. Added operators: minus, subset, intersects (lists), days_between, add_months, add_days
// (dates "YYYY-MM-DD").
#pragma once

#include <set>
#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

enum class LogicMode { plain, three_valued };

// What a rule read: paths as written in "var", those inside quantifiers behind "list[].".
struct LogicTrace {
  std::set<std::string> read;
  std::set<std::string> unknown;
};

// Truth of a condition in three-valued mode.
enum class Truth { no, yes, unknown };
Truth evaluate_condition(const Json& rule, const Json& data, LogicTrace& trace);

// Plain mode, for the public suite.
Json apply_json_logic(const Json& rule, const Json& data);

// Every operator that is not known, in order of appearance; every "var" path with its list prefix
// ("activities[].purposes").
std::vector<std::string> unknown_operators(const Json& rule);
std::set<std::string> variables_of(const Json& rule);

// The list that a quantifier walks, behind its filters: what a trace names it by.
const Json& unfiltered(const Json& list);

}  // namespace aval
