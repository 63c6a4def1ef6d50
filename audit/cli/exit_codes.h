// From results to exit codes (design.md section 4).
#pragma once

#include "policies/policy.h"
#include "reports/audit_report.h"

namespace aval {

// 0, 10, 20 or 30.
int exit_code_of(Verdict verdict);

// 3 when a source failed, was not audited, or rows or declarations were skipped or left out; else
// 0.
int exit_code_of(const AuditReport& report);

}  // namespace aval
