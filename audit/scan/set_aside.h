// Suppressions applied to findings: what a person set aside stays listed and stops counting. Pure;
// the day is an argument.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/scan/suppression.h"
#include "audit/scan/table_scan.h"

namespace aval {

// What became of a suppression in one run.
enum class SuppressionState {
  unused,         // no such finding in what was scanned
  applied,        // its finding is set aside
  expired,        // its last day is over
  needs_opinion,  // its finding is direct, special or criminal, and it holds no DPO opinion
  outdated,       // its finding is of another type or nature, or rests on evidence not seen then
};
std::string_view name_of(SuppressionState state);

struct SuppressionUse {
  Suppression suppression;
  SuppressionState state = SuppressionState::unused;
};

// One use a suppression; those whose last day is before `today` ("YYYY-MM-DD") are expired.
std::vector<SuppressionUse> start_suppressions(const std::vector<Suppression>& suppressions,
                                               const std::string& today);

// Sets the findings of `table` aside that a suppression still covers, and marks the columns left
// without any other finding. A suppression covers a finding of the same fingerprint, type, nature
// and classes of evidence (as far as it says them).
void set_findings_aside(TableScan& table, std::vector<SuppressionUse>& uses);

// The classes of evidence ("header", "values", "text", "declared_type") that speak for a finding;
// sorted, each once.
std::vector<std::string> evidence_classes(const TableScan& table, const Finding& finding);

// direct, special, criminal: setting such a finding aside needs the opinion of the DPO.
bool needs_dpo_opinion(Gdpr gdpr);

}  // namespace aval
