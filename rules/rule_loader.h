// One rule from its JSON form, and the proof of a rule by its own examples.
#pragma once

#include <vector>

#include "audit/base/json.h"
#include "rules/rule_pack.h"

namespace aval {

// Reads the rules of one checked file (rule.schema.json) into `rules`; what the schema cannot say
// (a pattern refused, an unknown type or validator, missing examples) goes to `problems`.
void read_rules(const Json& document, const std::string& place, std::vector<Rule>& rules,
                std::vector<Problem>& problems);

// Runs every example of every rule through the pack's own matcher.
void prove_rules(const RulePack& pack, std::vector<Problem>& problems);

}  // namespace aval
