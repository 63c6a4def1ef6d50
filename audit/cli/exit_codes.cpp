#include "audit/cli/exit_codes.h"

#include <algorithm>

#include "audit/cli/commands.h"
#include "audit/table/read_codes.h"

namespace aval {

int exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::go:
      return kExitDone;
    case Verdict::go_with_conditions:
      return kExitGoWithConditions;
    case Verdict::incomplete:
      return kExitDecisionIncomplete;
    case Verdict::no_go:
      return kExitNoGo;
  }
  return kExitCouldNotRun;
}

int exit_code_of(const AuditReport& report) {
  const bool partial =
      std::any_of(report.sources.begin(), report.sources.end(), [](const SourceAudit& source) {
        return std::any_of(source.tables.begin(), source.tables.end(),
                           [](const TableAudit& table) { return is_incomplete(table.scan.stats); });
      });
  return partial || !report.failures.empty() || !report.not_audited.empty() ? 3 : 0;
}

}  // namespace aval
