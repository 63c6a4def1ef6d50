#include "audit/scan/text_judgement.h"

#include <algorithm>

namespace aval {
namespace {

// What is inside the sentences of a column, when the column itself is nothing personal.
bool speaks_of_persons_in_any_row(ColumnType type) {
  switch (type) {
    case ColumnType::first_name:
    case ColumnType::last_name:
    case ColumnType::person_name:
    case ColumnType::free_text_with_persons:
    case ColumnType::nir:
    case ColumnType::iban:
    case ColumnType::birth_date:
    case ColumnType::bank_card:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<ColumnDecision> decide_by_text(const ColumnView& view, bool rows_are_persons,
                                             const RulePack& pack) {
  const ColumnProfile& profile = *view.profile;
  if (profile.filled == 0 || profile.sentences == 0)
    return std::nullopt;
  ColumnDecision decision;
  std::uint64_t hits = 0;
  for (const auto& [index, cells] : profile.text_cells) {
    const Rule& rule = pack.rules[index];
    if (!speaks_of_persons_in_any_row(rule.type) && !rows_are_persons)
      continue;
    if (!is_personal(rule.gdpr))
      continue;
    hits += cells.valid;
    decision.evidence.push_back(
        {rule.id, EvidenceKind::text, "", false, cells.valid, profile.filled, 0});
  }
  if (hits == 0)
    return std::nullopt;
  decision.type = ColumnType::free_text_with_persons;
  decision.gdpr = Gdpr::direct;
  decision.confidence = std::min(0.95, 0.6 + 0.05 * static_cast<double>(hits));
  return decision;
}

}  // namespace aval
