// The register against the scans of the datasets that its use cases name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/workspace/workspace.h"
#include "registry/reconcile.h"

namespace aval {

// One result a sheet: those of `ids`, or every one that is not archived when it is empty.
// `category_of_type` as the policy pack holds it. Error(store) for an unknown id.
std::vector<Reconciliation> reconcile_register(
    const RegisterStore& store, const std::vector<std::string>& ids,
    const std::map<std::string, std::string>& category_of_type, const std::string& today);

}  // namespace aval
