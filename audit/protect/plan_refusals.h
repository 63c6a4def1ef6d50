// What a plan may not ask, each with its reason.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/protect/plan.h"

namespace aval {

// Read from the document before its schema is, so that the reason is told and not "unknown word":
// unkeyed and salted hashes, FF3, a key in the plan, fewer than 80 bits.
std::vector<Problem> doctrine_refusals(const Json& document, const std::string& path);

// What the schema cannot say: an operation without what it needs, a column named twice, two forms
// in one class, a form without format-preserving tokens.
std::vector<Problem> plan_problems(const Plan& plan);

}  // namespace aval
