// What aval can tell of a publication without asking.
#pragma once

#include "audit/base/json.h"
#include "policies/policy.h"

namespace aval {

// Completes facts.publication: the licence in one spelling, the format from the scans, the source
// from the organisation, the date from the datasets. What the dossier answers is kept.
void complete_publication(const PolicyPack& pack, Json& facts);

}  // namespace aval
