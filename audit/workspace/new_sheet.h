// A publication sheet begun from a recorded dataset.
#pragma once

#include <string>

#include "audit/workspace/workspace.h"
#include "policies/policy.h"

namespace aval {

// What the recognised schema answers and what the recorded scan shows; what only a person or the
// file itself tells stays absent. Error(store) when there is no such dataset.
Json sheet_from_scan(const RegisterStore& store, const PolicyPack& pack, const std::string& dataset,
                     const std::string& today);

}  // namespace aval
