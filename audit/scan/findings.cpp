#include "audit/scan/findings.h"

#include <algorithm>

#include "audit/base/crypto.h"
#include "audit/base/text.h"
#include "audit/scan/secrets.h"
#include "audit/scan/text_findings.h"

namespace aval {
namespace {

Severity severity_of(const Rule& rule, Gdpr gdpr) {
  if (gdpr == Gdpr::special || gdpr == Gdpr::criminal)
    return Severity::critical;
  if (gdpr == Gdpr::direct)
    return std::max(rule.severity, Severity::high);
  return rule.severity;
}

// The rule that carried the decision: the one of the strongest value evidence, else the header's.
std::size_t rule_of(const ColumnScan& column, const RulePack& pack) {
  std::size_t chosen = kNoRule;
  for (const Evidence& evidence : column.evidence) {
    if (evidence.rule.empty() || evidence.against)
      continue;
    const Rule* rule = find_rule(pack, evidence.rule);
    if (rule == nullptr ||
        (rule->type != column.type && evidence.by != EvidenceKind::text && !rule->hashed))
      continue;
    const auto index = static_cast<std::size_t>(rule - pack.rules.data());
    if (chosen == kNoRule ||
        (evidence.by == EvidenceKind::values && evidence.matched * 2 >= evidence.checked))
      chosen = index;
  }
  return chosen != kNoRule ? chosen : default_rule_of(pack, column.type);
}

std::string capitalized(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

// Where the position is that of a person, how near it comes decides: within about ten metres it
// names a house (four decimals of a degree are 11 m).
void tell_precision(Finding& finding, const ColumnScan& column) {
  constexpr double kMetresOfAHouse = 12;
  if (!column.position)
    return;
  const Text words = precision_in_words(*column.position);
  finding.message.fr += " " + capitalized(words.fr) + ".";
  finding.message.en += " " + capitalized(words.en) + ".";
  if (column.position->metres > kMetresOfAHouse)
    return;
  finding.severity = std::max(finding.severity, Severity::high);
  finding.remedy = {
      "Gardez deux décimales de degré (environ 1 km) ou la commune, ou retirez la "
      "colonne, puis mesurez le risque.",
      "Keep two decimals of a degree (about 1 km) or the town, or remove the column, "
      "then measure the risk."};
}

// Rows that carry the finding: cells that the rules took; all filled cells when the header gave the
// meaning.
void place_finding(Finding& finding, const ColumnProfile& profile, std::size_t rule) {
  const auto cells = profile.value_cells.find(static_cast<std::uint16_t>(rule));
  const bool by_values =
      cells != profile.value_cells.end() && cells->second.valid * 2 >= profile.filled;
  finding.rows = by_values ? cells->second.valid : profile.filled;
  finding.first_rows = by_values ? cells->second.first_records : profile.first_records;
}

Finding finding_of(const TableScan& table, const ColumnScan& column, const ColumnView& view,
                   const RulePack& pack) {
  const std::size_t index = rule_of(column, pack);
  const Rule& rule = pack.rules[index];
  Finding finding;
  finding.rule = rule.id;
  finding.columns = {column.index};
  finding.type = column.type;
  finding.gdpr = column.gdpr;
  finding.severity = severity_of(rule, column.gdpr);
  finding.confidence = column.confidence;
  finding.articles = rule.articles;
  finding.message = rule.texts.message;
  finding.remedy = rule.texts.remedy;
  finding.to_confirm = rule.to_confirm;
  tell_precision(finding, column);
  finding.fingerprint = fingerprint_of(rule.id, table, finding.columns);
  if (!place_secrets(finding, column, *view.profile, pack))
    place_finding(finding, *view.profile, index);
  return finding;
}

}  // namespace

std::string fingerprint_of(const std::string& rule, const TableScan& table,
                           const std::vector<std::size_t>& columns) {
  std::string key = rule + '\n' + table.name;
  for (const std::size_t column : columns) {
    const bool named = column < table.columns.size() && !table.columns[column].name_doubtful;
    key += '\n' + std::to_string(column) + '\t' + (named ? fold(table.columns[column].name) : "");
  }
  return sha256_hex(key).substr(0, 32);
}

std::vector<Finding> findings_of(const TableScan& table, const std::vector<ColumnView>& views,
                                 const RulePack& pack) {
  std::vector<Finding> findings;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const ColumnScan& column = table.columns[c];
    if (is_personal(column.gdpr) && is_told_by_text(column)) {
      for (Finding& finding : findings_of_text(table, column, views[c], pack))
        findings.push_back(std::move(finding));
    } else if (is_personal(column.gdpr) && rule_of(column, pack) != kNoRule)
      findings.push_back(finding_of(table, column, views[c], pack));
    if (const auto secrets = secrets_inside(column, *views[c].profile, pack))
      findings.push_back(finding_of(table, *secrets, views[c], pack));
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    if (a.severity != b.severity)
      return a.severity > b.severity;
    return a.columns != b.columns ? a.columns < b.columns : a.rule < b.rule;
  });
  return findings;
}

}  // namespace aval
