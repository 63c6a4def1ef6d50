// What the measures of a stored scan say of the quality of its tables, as facts.
#pragma once

#include "audit/base/json.h"

namespace aval {

// The facts under dataset.scan.quality, from the source of an aval.dataset/1: for each measure, its
// worst value over all tables and columns, 0 to 1; null when no table of the scan measured it.
[[nodiscard]] Json scan_quality_facts(const Json& source);

}  // namespace aval
