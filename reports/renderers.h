// One function a form of the scan report; render_report (audit_report.h) chooses among them. Pure:
// same report, same bytes. None of them can print a cell: an AuditReport holds none, and the texts
// found outside tables (TableInfo::extra_text) and column comments are never read here.
#pragma once

#include <string>

#include "reports/audit_report.h"

namespace aval {

std::string render_json(const AuditReport& report, Language language);
std::string render_text(const AuditReport& report, Language language, bool colour);
std::string render_html(const AuditReport& report, Language language);
std::string render_markdown(const AuditReport& report, Language language);
std::string render_csv(const AuditReport& report, Language language);
std::string render_sarif(const AuditReport& report, Language language);

}  // namespace aval
