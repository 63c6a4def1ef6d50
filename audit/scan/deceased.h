// People dead for long: the GDPR does not protect them (recital 27).
#pragma once

#include <vector>

#include "audit/scan/candidate.h"
#include "audit/scan/table_scan.h"

namespace aval {

// When nearly every row has a date of death and the latest is `kYearsAfterDeath` years old or more,
// the columns keep their types and lose their nature; the evidence says why. `profile.year` 0:
// nothing is known of today, nothing changes.
void release_the_dead(TableScan& table, const std::vector<ColumnView>& views,
                      const TableProfile& profile);

// After a death, private life and medical secrecy close archives for 25 years (code du patrimoine,
// art. L213-2 I 2°).
inline constexpr int kYearsAfterDeath = 25;

}  // namespace aval
