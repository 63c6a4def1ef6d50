// Whether a recorded decision still stands, as rule DC-01 answers it and as a person reads it.
#pragma once

#include <string>

#include "audit/workspace/decision_records.h"
#include "policies/decision_status.h"

namespace aval {

// Asked of the pack that judged it, or of the program's where that one has no such rule.
DecisionStatus standing_of(const RegisterStore& store, const DecisionState& state,
                           const WorkContext& context, KeptPacks& packs);

// "Au 24 novembre 2026, toujours valable (DC-01)." or why it is to be evaluated again.
Text standing_in_words(const DecisionState& state, const DecisionStatus& status,
                       const std::string& today);
OrderedJson standing_json(const DecisionState& state, const DecisionStatus& status);

}  // namespace aval
