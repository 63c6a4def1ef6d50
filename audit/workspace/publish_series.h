// A series: deliveries of one table under one decision. What the decided version looked like is
// kept without any value, and the next one is compared with it.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "policies/decide.h"
#include "reports/publication_report.h"

namespace aval {

// aval.publication-profile/1: the schema, the packs, each table's grain, columns and finding types,
// the measures that thresholds bear on. `scan` is an aval.dataset/1 document; `facts` those the
// decision was made from.
Json series_profile(const Json& sheet, const Json& scan, const Json& facts);

// What differs from the decided version; empty: it is as decided.
std::vector<SeriesChange> compare_profiles(const Json& decided, const Json& now);

// Where a person must look again: new columns, and those with a finding that was not there.
std::vector<std::string> columns_to_read(const std::vector<SeriesChange>& changes);

}  // namespace aval
