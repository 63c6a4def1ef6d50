// What a scan says of schemas and standards, as JSON (parts of aval.scan/1).
#pragma once

#include "audit/base/json.h"
#include "reports/audit_report.h"

namespace aval {

// Adds "standard" and "schema" to the JSON of a table, each when there is one.
void add_schema_json(const TableAudit& audit, Language language, OrderedJson& json);

}  // namespace aval
