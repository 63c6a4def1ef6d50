// What columns say of each other on rows about persons: a surname beside a first name, a measure,
// an employer, values without any header.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"
#include "audit/scan/grain.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Changes columns of `table`, judged one by one before, in place. Nothing on rows of other grains.
void judge_together(TableScan& table, const std::vector<ColumnView>& views,
                    const GrainJudgement& grain, const RulePack& pack);

}  // namespace aval
