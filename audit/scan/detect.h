// From what the cells say to what the columns hold, and from there to findings. Pure.
#pragma once

#include "audit/scan/table_profile.h"
#include "audit/scan/table_scan.h"
#include "rules/rule_pack.h"

namespace aval {

// Judges every column of a profiled table: grain first, then types with their evidence, then
// findings. `info` and `stats` as the reader gives them once read.
TableScan find_personal_data(const TableProfile& profile, const TableInfo& info,
                             const ReadStats& stats, const RulePack& pack);

// Reads and judges one table.
TableScan scan_table(TableReader& reader, const RulePack& pack, const ProfileOptions& options);

}  // namespace aval
