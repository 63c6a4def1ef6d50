// The quality of a table as JSON (part of aval.scan/1).
#pragma once

#include "audit/base/json.h"
#include "reports/audit_report.h"

namespace aval {

OrderedJson quality_to_json(const TableAudit& audit);

}  // namespace aval
