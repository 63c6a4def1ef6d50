// Masked samples of a recorded dataset, for whoever checks a finding: read from the file, shown,
// stored nowhere.
#pragma once

#include <string>

#include "audit/scan/table_scan.h"
#include "reports/audit_report.h"

namespace aval {

// The table of that name (empty: the only one) with masked samples read from `path`, which must be
// the file that was audited. Error(input) when it is not, or cannot be read.
TableScan table_with_samples(const AuditReport& report, const std::string& table,
                             const std::string& path);

}  // namespace aval
