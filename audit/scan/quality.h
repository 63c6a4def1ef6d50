// What a scan says of the quality of a table.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Completeness, duplicates and the damage of spreadsheets. `table` has its columns judged.
QualitySummary quality_of(const TableProfile& profile, const TableScan& table,
                          const std::vector<ColumnView>& views, const RulePack& pack);

}  // namespace aval
