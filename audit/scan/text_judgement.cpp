#include "audit/scan/text_judgement.h"

#include <algorithm>

#include "rules/rule.h"

namespace aval {
namespace {

// A full name with no context is counted from this many cells and this share of the filled ones:
// below, names of streets, schools and laws that slipped through would be taken for persons.
constexpr std::uint64_t kFewNames = 3;
constexpr double kShareOfNames = 0.02;

struct TextContext {
  bool rows_are_persons = false;
  bool remark = false;
  bool of_parties = false;
  const ColumnProfile* profile = nullptr;
};

bool counts(const Rule& rule, const RuleCells& cells, const TextContext& context) {
  // A secret is a finding of its own, and names nobody.
  if (!is_personal(rule.gdpr) || rule.type == ColumnType::username_password)
    return false;
  if (designates_person_in_text(rule))
    return true;
  if (!context.rows_are_persons && !context.remark && !context.of_parties)
    return false;
  return rule.text_reading != TextReading::full_name_here ||
         (cells.valid >= kFewNames &&
          static_cast<double>(cells.valid) >=
              kShareOfNames * static_cast<double>(context.profile->filled));
}

Gdpr graver(Gdpr one, Gdpr other) {
  for (const Gdpr nature : {Gdpr::special, Gdpr::criminal})
    if (one == nature || other == nature)
      return nature;
  return one;
}

// Most cells that name somebody hold little else: the column is one of names, not of sentences.
bool names_fill_cells(const ColumnProfile& profile) {
  return profile.person_cells.valid * 2 <= profile.cells_naming_persons(true).valid;
}

}  // namespace

bool is_of_parties(const ColumnView& view, const RulePack& pack) {
  return header_has(view, pack, WordList::party);
}

std::optional<ColumnDecision> decide_by_text(const ColumnView& view, bool rows_are_persons,
                                             const RulePack& pack) {
  const ColumnProfile& profile = *view.profile;
  const bool of_parties = is_of_parties(view, pack);
  if (profile.filled == 0 || (profile.sentences == 0 && !of_parties))
    return std::nullopt;
  const TextContext context = {rows_are_persons, header_has(view, pack, WordList::remark),
                               of_parties, &profile};
  ColumnDecision decision;
  decision.gdpr = Gdpr::direct;
  std::uint64_t hits = 0;
  for (const auto& [index, cells] : profile.cells_in_text(of_parties)) {
    const Rule& rule = pack.rules[index];
    if (!counts(rule, cells, context))
      continue;
    hits += cells.valid;
    decision.gdpr = graver(decision.gdpr, rule.gdpr);
    decision.evidence.push_back(
        {rule.id, EvidenceKind::text, "", false, cells.valid, profile.filled, 0});
  }
  if (hits == 0)
    return std::nullopt;
  decision.type = of_parties && names_fill_cells(profile) ? ColumnType::person_name
                                                          : ColumnType::free_text_with_persons;
  decision.confidence =
      std::min(0.95, (context.remark ? 0.65 : 0.6) +
                         0.05 * static_cast<double>(std::min<std::uint64_t>(hits, 7)));
  return decision;
}

}  // namespace aval
