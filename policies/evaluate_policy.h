// One policy asked of one object.
#pragma once

#include <string>

#include "audit/base/json.h"
#include "policies/decide.h"

namespace aval {

// `data`: the facts, with the object under its own key ("dataset", "activity", "decision" ...).
// Pure; `subject` only names the outcome.
[[nodiscard]] PolicyOutcome evaluate_policy(const PolicyPack& pack, const Policy& policy,
                                            const std::string& subject, const Json& data);

}  // namespace aval
