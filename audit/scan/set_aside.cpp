#include "audit/scan/set_aside.h"

#include <algorithm>
#include <set>

namespace aval {
namespace {

bool is_class(EvidenceKind kind) {
  return kind == EvidenceKind::header || kind == EvidenceKind::values ||
         kind == EvidenceKind::text || kind == EvidenceKind::declared_type;
}

bool saw_all_evidence(const Suppression& suppression, const std::vector<std::string>& present) {
  const std::vector<std::string>& seen = suppression.evidence;
  return seen.empty() ||
         std::all_of(present.begin(), present.end(), [&seen](const std::string& kind) {
           return std::find(seen.begin(), seen.end(), kind) != seen.end();
         });
}

SuppressionState state_for(const Suppression& suppression, const TableScan& table,
                           const Finding& finding) {
  const bool same_kind = (suppression.type.empty() || suppression.type == name_of(finding.type)) &&
                         (suppression.gdpr.empty() || suppression.gdpr == name_of(finding.gdpr));
  if (!same_kind || !saw_all_evidence(suppression, evidence_classes(table, finding)))
    return SuppressionState::outdated;
  if (needs_dpo_opinion(finding.gdpr) && !suppression.opinion)
    return SuppressionState::needs_opinion;
  return SuppressionState::applied;
}

void mark_columns(TableScan& table) {
  for (ColumnScan& column : table.columns) {
    bool any = false, all = true;
    for (const Finding& finding : table.findings)
      if (std::find(finding.columns.begin(), finding.columns.end(), column.index) !=
          finding.columns.end()) {
        any = true;
        all = all && finding.suppression.has_value();
      }
    column.set_aside = any && all;
  }
}

}  // namespace

std::string_view name_of(SuppressionState state) {
  switch (state) {
    case SuppressionState::unused:
      return "unused";
    case SuppressionState::applied:
      return "applied";
    case SuppressionState::expired:
      return "expired";
    case SuppressionState::needs_opinion:
      return "needs_opinion";
    case SuppressionState::outdated:
      return "outdated";
  }
  return "unused";
}

std::string_view name_of(SinceBaseline state) {
  switch (state) {
    case SinceBaseline::not_compared:
      return "";
    case SinceBaseline::appeared:
      return "new";
    case SinceBaseline::unchanged:
      return "unchanged";
    case SinceBaseline::updated:
      return "updated";
  }
  return "";
}

bool needs_dpo_opinion(Gdpr gdpr) {
  return gdpr == Gdpr::direct || gdpr == Gdpr::special || gdpr == Gdpr::criminal;
}

std::vector<std::string> evidence_classes(const TableScan& table, const Finding& finding) {
  std::set<std::string> classes;
  for (const std::size_t index : finding.columns) {
    if (index >= table.columns.size())
      continue;
    for (const Evidence& evidence : table.columns[index].evidence)
      if (!evidence.against && is_class(evidence.by))
        classes.insert(std::string(name_of(evidence.by)));
  }
  return {classes.begin(), classes.end()};
}

std::vector<SuppressionUse> start_suppressions(const std::vector<Suppression>& suppressions,
                                               const std::string& today) {
  std::vector<SuppressionUse> uses;
  for (const Suppression& suppression : suppressions)
    uses.push_back({suppression, suppression.expires < today ? SuppressionState::expired
                                                             : SuppressionState::unused});
  return uses;
}

void set_findings_aside(TableScan& table, std::vector<SuppressionUse>& uses) {
  for (Finding& finding : table.findings)
    for (SuppressionUse& use : uses) {
      if (use.suppression.fingerprint != finding.fingerprint ||
          use.state == SuppressionState::expired)
        continue;
      const SuppressionState state = state_for(use.suppression, table, finding);
      if (state == SuppressionState::applied)
        finding.suppression = use.suppression;
      // Two files of one run may hold the same finding: one that it covers is enough.
      if (use.state != SuppressionState::applied)
        use.state = state;
    }
  mark_columns(table);
}

}  // namespace aval
