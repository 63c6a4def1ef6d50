// What the stored scan of one dataset says once reviews are taken into account.
#pragma once

#include "audit/base/json.h"
#include "policies/facts.h"

namespace aval {

// The facts under dataset.scan; {"exists": false} when the dataset was never scanned.
[[nodiscard]] Json scan_facts(const PolicyPack& pack, const DatasetInput& input);

}  // namespace aval
