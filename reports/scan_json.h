// The form `aval.scan/1` (docs/scan-format.md, docs/schemas/scan.schema.json). Written here, read
// back by parse_report.cpp: a key added on one side is added on the other.
#pragma once

#include "audit/base/json.h"
#include "reports/audit_report.h"

namespace aval {

inline constexpr std::string_view kScanSchema = "aval.scan/1";

// `language` chooses the words of message, remedy and reason, nothing else.
OrderedJson scan_to_json(const AuditReport& report, Language language);

}  // namespace aval
