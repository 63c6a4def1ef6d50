// What a person, an earlier report or the record of the dataset adds to a scan report: how well it
// is described, findings set aside, suppressions that no longer hold, changes since a baseline.
// Lists of sentences, the same in every form for people.
#pragma once

#include <vector>

#include "reports/audit_report.h"

namespace aval {

struct ReportNote {
  Text title;
  Text capitals;            // the same for a terminal, where headings are in capitals
  std::vector<Text> items;  // never empty
};

// In the order they are printed; none when no record, suppressions or baseline was
// asked for.
std::vector<ReportNote> notes_of(const AuditReport& report);

// For the first page: that findings were set aside, how many, where. Empty when none was.
Text set_aside_notice(const AuditReport& report);

// For the top of the first page: that the user ended the scan, and how far it was. Empty otherwise.
Text interruption_notice(const AuditReport& report);

}  // namespace aval
