// What changed since an earlier report of the same data (aval.scan/1).
#pragma once

#include "reports/audit_report.h"

namespace aval {

// Marks each finding of `report` as appeared, unchanged or updated (another type or nature) and
// fills report.baseline. Sources are paired by name, else one with one; tables likewise; columns by
// normalized name, unnamed ones by position; findings by rule and column. Nothing depends on the
// values, nor on where the files are.
void compare_with_baseline(AuditReport& report, const AuditReport& earlier);

// The level of open publication of what appeared or was updated since the baseline, findings set
// aside apart.
Publication publication_of_changes(const AuditReport& report);

}  // namespace aval
