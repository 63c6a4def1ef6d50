// From a use case in the workspace to its decision: gathers the documents, the facts, and asks the
// policies.
#pragma once

#include <map>
#include <string>

#include "audit/workspace/workspace.h"
#include "policies/decide.h"
#include "policies/facts.h"

namespace aval {

PolicyPack load_requested_policies(const std::string& folder);

// Documents of the use case, its datasets (files are looked at again when they are where the scan
// saw them) and its activities.
FactInputs gather_inputs(const RegisterStore& store, const std::string& usecase,
                         const std::string& gate, const std::string& today);

// What several use cases share, read once: datasets with their scans and reviews, activities.
struct InputCache {
  std::map<std::string, DatasetInput> datasets;  // without the source of the dossier
  std::map<std::string, std::string> activities;
};

// The same for a document at hand, without a gate.
FactInputs gather_inputs(const RegisterStore& store, const StoredDocument& document,
                         const std::string& today, InputCache& cache);

}  // namespace aval
