// From the workspace to what reports show of a use case.
#pragma once

#include <string>

#include "audit/workspace/workspace.h"
#include "policies/policy.h"
#include "reports/dossier.h"

namespace aval {

RecordRef ref_of(const StoredDocument& document);

// The dossier with its documents and datasets, without a decision.
UseCaseDossier gather_dossier(const RegisterStore& store, const std::string& usecase,
                              const std::string& today);

// Adds the verdict at `gate`, computed now; without a gate the latest recorded one, when there is
// one.
void add_opinion(const RegisterStore& store, const PolicyPack& policies, const std::string& gate,
                 UseCaseDossier& dossier);

}  // namespace aval
