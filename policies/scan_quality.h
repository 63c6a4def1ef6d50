// What the measures of a stored scan say of the quality of its tables, as facts.
#pragma once

#include <string>

#include "audit/base/json.h"

namespace aval {

// The facts under dataset.scan.quality, from an aval.dataset/1: for each measure, its worst value
// over all tables and columns, 0 to 1; null when no table of the scan measured it. With the id of a
// profile of use (quality_profile_names()), also the measures that it finds insufficient, watched
// and unknown, each a sorted list of keys; null without. Described columns are no part of them: the
// rules of a descriptive record judge those.
[[nodiscard]] Json scan_quality_facts(const Json& scan, const std::string& profile);

}  // namespace aval
