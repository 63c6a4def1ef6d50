// The parts of the HTML scan report that follow its first page.
#pragma once

#include <string>

#include "reports/audit_report.h"
#include "reports/html_page.h"
#include "reports/overview.h"

namespace aval {

// How grave the verdict of a report is.
Tone tone_of(const Overview& overview);
// One source: its verdict and its tables. `number` makes its anchors unique, from 1.
void write_source(HtmlPage& page, const SourceAudit& source, std::size_t number);
// Types by column, completeness, sizes of profiles. `id` makes its anchors unique.
void write_charts(HtmlPage& page, const TableAudit& audit, const std::string& id);
// Each column: how much is filled, different, valid, written alike; what is wrong first.
void write_quality(HtmlPage& page, const TableAudit& audit);
// How it was done, what it cannot say, with which rules, and the texts cited.
void write_method(HtmlPage& page, const AuditReport& report);

}  // namespace aval
