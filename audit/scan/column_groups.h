// Columns that mean more together than apart: a bank account in four parts, an address in parts, a
// position in x and y, an identity.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Types and evidence (EvidenceKind::group) for the members of each group found. `table` has its
// columns judged one by one. Details: "bank_account", "postal_address", "position", "identity".
void judge_groups(TableScan& table, const std::vector<ColumnView>& views,
                  const TableProfile& profile, const RulePack& pack);

}  // namespace aval
