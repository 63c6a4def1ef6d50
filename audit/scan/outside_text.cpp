#include "audit/scan/outside_text.h"

#include <algorithm>

#include "audit/scan/cell_verdict.h"
#include "audit/scan/findings.h"

namespace aval {
namespace {

bool reaches_a_person(const Rule& rule) {
  return rule.type == ColumnType::email_personal || rule.type == ColumnType::nir ||
         rule.type == ColumnType::iban || rule.type == ColumnType::bank_card ||
         rule.type == ColumnType::username_password;
}

// The rule that the line falls under; null when it is about nobody.
const Rule* rule_against(const CellVerdict& verdict, const RulePack& pack) {
  for (std::size_t i = 0; i < verdict.text_count; ++i) {
    const TextCell& hit = verdict.texts[i];
    const Rule& rule = pack.rules[hit.rule];
    if (!hit.in_label && (verdict.has(CellTrait::names_person) || reaches_a_person(rule)))
      return &rule;
  }
  if (!verdict.has(CellTrait::mailbox_person))
    return nullptr;
  const auto mailbox = std::find_if(pack.rules.begin(), pack.rules.end(), [](const Rule& rule) {
    return rule.type == ColumnType::email_personal;
  });
  return mailbox == pack.rules.end() ? nullptr : &*mailbox;
}

}  // namespace

std::optional<Finding> find_in_outside_text(const TableScan& table, const RulePack& pack) {
  if (table.info.extra_text.empty())
    return std::nullopt;
  CellJudge judge(pack, compiled_patterns(pack));
  const Rule* first = nullptr;
  std::uint64_t lines = 0;
  for (const std::string& line : table.info.extra_text)
    if (const Rule* rule = rule_against(judge.judge(line), pack)) {
      first = first == nullptr ? rule : first;
      ++lines;
    }
  if (first == nullptr)
    return std::nullopt;
  Finding finding;
  finding.rule = first->id;
  finding.type = ColumnType::free_text_with_persons;
  finding.gdpr = Gdpr::direct;
  finding.severity = Severity::high;
  finding.confidence = 0.85;
  finding.rows = lines;
  finding.articles = first->articles;
  finding.message = {"Le texte autour de la table (titre, note) nomme ou désigne une personne.",
                     "The text around the table (title, note) names or points at a person."};
  finding.remedy = {
      "Retirez ces lignes avant de publier ; donnez un service plutôt qu'une personne.",
      "Remove these lines before publishing; name an office rather than a person."};
  finding.to_confirm = first->to_confirm;
  finding.fingerprint = fingerprint_of(first->id, table, {});
  return finding;
}

}  // namespace aval
