#include "audit/scan/text_findings.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/scan/findings.h"
#include "audit/scan/text_judgement.h"

namespace aval {
namespace {

bool is_grave(Gdpr gdpr) {
  return gdpr == Gdpr::special || gdpr == Gdpr::criminal;
}

// "0,2 %", and "moins de 0,1 %" for the rare ones, which count as much.
Text share_in_words(std::uint64_t rows, std::uint64_t filled) {
  const std::uint64_t tenths = filled == 0 ? 0 : (rows * 1000 + filled / 2) / filled;
  if (tenths == 0)
    return {"moins de 0,1 %", "less than 0.1%"};
  const std::string whole = std::to_string(tenths / 10);
  const std::string rest = std::to_string(tenths % 10);
  return {whole + "," + rest + " %", whole + "." + rest + "%"};
}

// "What is seen, in 3 rows of 20000 (less than 0.1%). What it means."
Text message_of(const Text& seen, const RuleCells& cells, std::uint64_t filled,
                const Text& meaning) {
  const Text share = share_in_words(cells.valid, filled);
  const std::string rows = std::to_string(cells.valid);
  const std::string all = std::to_string(filled);
  return {seen.fr + " dans " + rows + (cells.valid == 1 ? " ligne sur " : " lignes sur ") + all +
              " (" + share.fr + "). " + meaning.fr,
          seen.en + " in " + rows + (cells.valid == 1 ? " row of " : " rows of ") + all + " (" +
              share.en + "). " + meaning.en};
}

Finding finding_by(const Rule& rule, const TableScan& table, const ColumnScan& column) {
  Finding finding;
  finding.rule = rule.id;
  finding.columns = {column.index};
  finding.confidence = column.confidence;
  finding.articles = rule.articles;
  finding.remedy = rule.texts.remedy;
  finding.to_confirm = rule.to_confirm;
  finding.fingerprint = fingerprint_of(rule.id, table, finding.columns);
  return finding;
}

struct TextHit {
  const Rule* rule = nullptr;
  RuleCells cells;
};

std::vector<TextHit> hits_of(const ColumnScan& column, const ColumnView& view,
                             const RulePack& pack) {
  std::vector<TextHit> hits;
  for (const auto& [index, cells] : view.profile->cells_in_text(is_of_parties(view, pack))) {
    const Rule& rule = pack.rules[index];
    const bool counted = std::any_of(
        column.evidence.begin(), column.evidence.end(),
        [&rule](const Evidence& e) { return e.by == EvidenceKind::text && e.rule == rule.id; });
    if (counted)
      hits.push_back({&rule, cells});
  }
  return hits;
}

// The cells that name or point at somebody, of all those filled.
struct NamingCells {
  RuleCells rows;
  std::uint64_t filled = 0;
};

void tell_persons_among_bodies(Finding& finding, std::uint64_t filled) {
  RuleCells cells;
  cells.valid = finding.rows;
  finding.message = message_of(
      {"Des personnes physiques sont nommées parmi les organismes",
       "Natural persons are named among the bodies"},
      cells, filled,
      {"Le nom d'une personne est une donnée personnelle, même seul parmi des organismes.",
       "The name of a person is personal data, even alone among bodies."});
  finding.remedy = {
      "Retirez ces lignes de la version publiée, ou ôtez-en le nom, sauf texte qui oblige à le "
      "publier.",
      "Leave these rows out of the published version, or take the name out, unless a text requires "
      "to publish it."};
}

Finding finding_of_persons(const TableScan& table, const ColumnScan& column,
                           const NamingCells& named, const std::vector<TextHit>& hits) {
  // The rule with the most rows speaks; the graver kinds have findings of their own.
  const TextHit* speaker = nullptr;
  RuleCells rows = named.rows;
  for (const TextHit& hit : hits) {
    if (!is_grave(hit.rule->gdpr) && (speaker == nullptr || hit.cells.valid > speaker->cells.valid))
      speaker = &hit;
    if (hit.cells.valid > rows.valid)
      rows = hit.cells;
  }
  if (speaker == nullptr)
    speaker = &hits.front();
  Finding finding = finding_by(*speaker->rule, table, column);
  finding.type = column.type;
  finding.gdpr = Gdpr::direct;
  finding.severity = std::max(speaker->rule->severity, Severity::high);
  finding.rows = rows.valid;
  finding.first_rows = rows.first_records;
  if (column.type == ColumnType::person_name) {
    tell_persons_among_bodies(finding, named.filled);
    return finding;
  }
  finding.message =
      message_of({"Le texte nomme ou désigne des personnes", "The text names or points at persons"},
                 rows, named.filled, speaker->rule->texts.message);
  return finding;
}

Finding finding_of_grave_kind(const TableScan& table, const ColumnScan& column,
                              const ColumnProfile& profile, const TextHit& hit) {
  Finding finding = finding_by(*hit.rule, table, column);
  finding.type = hit.rule->type;
  finding.gdpr = hit.rule->gdpr;
  finding.severity = Severity::critical;
  finding.rows = hit.cells.valid;
  finding.first_rows = hit.cells.first_records;
  finding.message =
      message_of(hit.rule->texts.title, hit.cells, profile.filled, hit.rule->texts.message);
  return finding;
}

}  // namespace

bool is_told_by_text(const ColumnScan& column) {
  return (column.type == ColumnType::free_text_with_persons ||
          column.type == ColumnType::person_name) &&
         std::any_of(column.evidence.begin(), column.evidence.end(),
                     [](const Evidence& e) { return e.by == EvidenceKind::text; });
}

std::vector<Finding> findings_of_text(const TableScan& table, const ColumnScan& column,
                                      const ColumnView& view, const RulePack& pack) {
  const std::vector<TextHit> hits = hits_of(column, view, pack);
  const ColumnProfile& profile = *view.profile;
  std::vector<Finding> findings;
  if (hits.empty())
    return findings;
  findings.push_back(finding_of_persons(
      table, column, {profile.cells_naming_persons(is_of_parties(view, pack)), profile.filled},
      hits));
  for (const TextHit& hit : hits)
    if (is_grave(hit.rule->gdpr))
      findings.push_back(finding_of_grave_kind(table, column, profile, hit));
  return findings;
}

}  // namespace aval
