#include "audit/scan/hashed.h"

#include <algorithm>

namespace aval {
namespace {

// What a digest may hide, when the header says so. "Empreinte" alone is the digest itself, not a
// finger's; a signature beside a digest is a digest too.
bool may_be_hidden(const Candidate& candidate) {
  switch (candidate.type) {
    case ColumnType::none:
    case ColumnType::other:
    case ColumnType::other_person_id:
    case ColumnType::free_text_with_persons:
    case ColumnType::username_password:
    case ColumnType::signature_photo:
    case ColumnType::geo_place:
      return false;
    case ColumnType::biometric_genetic:
      return std::none_of(candidate.evidence.begin(), candidate.evidence.end(),
                          [](const Evidence& evidence) { return evidence.detail == "empreinte"; });
    default:
      return candidate.header > 0;
  }
}

bool is_name(ColumnType type) {
  return type == ColumnType::first_name || type == ColumnType::last_name ||
         type == ColumnType::person_name;
}

// How the sampled distinct values divide.
struct HashCount {
  std::uint64_t hashed = 0;       // taken by a rule of digests
  std::uint64_t plain_ids = 0;    // of these, taken by another rule of numbers (a UUID, bare)
  std::size_t rule = kNoRule;     // the rule of digests that took most, the first of equals
  std::uint64_t rule_values = 0;  // by that rule
};

HashCount count_hashes(const ColumnProfile& profile, const RulePack& pack) {
  HashCount count;
  std::vector<std::uint64_t> by_rule(pack.rules.size());
  for (const SampledValue& value : profile.sample) {
    const CellVerdict& verdict = profile.verdict_of(value);
    bool hashed = false, plain = false;
    for (std::size_t i = 0; i < verdict.rule_count; ++i) {
      const std::size_t rule = verdict.rules[i].rule;
      const bool is_hash = pack.rules[rule].hashed;
      hashed = hashed || is_hash;
      plain = plain || (!is_hash && pack.rules[rule].type == ColumnType::other_person_id);
      by_rule[rule] += is_hash ? 1U : 0U;
    }
    count.hashed += hashed ? 1U : 0U;
    count.plain_ids += hashed && plain ? 1U : 0U;
  }
  for (std::size_t r = 0; r < by_rule.size(); ++r)
    if (by_rule[r] > count.rule_values) {
      count.rule = r;
      count.rule_values = by_rule[r];
    }
  return count;
}

bool is_hash_evidence(const Evidence& evidence, const RulePack& pack) {
  const Rule* rule = find_rule(pack, evidence.rule);
  return rule != nullptr && rule->hashed;
}

// The values are no digests of persons: what the rules of digests said is taken back.
void take_back(ColumnView& view, const RulePack& pack, double values) {
  for (Candidate& candidate : view.candidates) {
    const auto gone =
        std::remove_if(candidate.evidence.begin(), candidate.evidence.end(),
                       [&](const Evidence& evidence) { return is_hash_evidence(evidence, pack); });
    if (gone == candidate.evidence.end())
      continue;
    candidate.evidence.erase(gone, candidate.evidence.end());
    candidate.values = values;
    candidate.rule = default_rule_of(pack, candidate.type);
  }
  std::erase_if(view.candidates, [](const Candidate& candidate) {
    return candidate.evidence.empty() && candidate.header <= 0;
  });
}

// Returns whether the header says what is hidden.
bool uncover(ColumnView& view, const RulePack& pack, const HashCount& count) {
  bool said = false;
  for (Candidate& candidate : view.candidates) {
    if (candidate.type == ColumnType::other_person_id)
      continue;
    if (!may_be_hidden(candidate)) {
      const bool is_digest_itself = candidate.type == ColumnType::biometric_genetic ||
                                    candidate.type == ColumnType::signature_photo ||
                                    candidate.type == ColumnType::geo_place;
      candidate.contradicted = candidate.contradicted || is_digest_itself;
      continue;
    }
    said = true;
    candidate.contradicted = false;
    // A name is believed only beside what else makes a row a person.
    candidate.values = std::max(candidate.values, is_name(candidate.type) ? 0.1 : 0.4);
    candidate.evidence.push_back({pack.rules[count.rule].id, EvidenceKind::values, "", false,
                                  count.rule_values, view.shares.values,
                                  pack.rules[count.rule].chance});
  }
  return said;
}

}  // namespace

void read_hashes(ColumnView& view, const RulePack& pack) {
  const HashCount count = count_hashes(*view.profile, pack);
  if (count.hashed == 0)
    return;
  const bool uuids = count.plain_ids * 10 >= count.hashed * 9;
  const bool few = count.hashed * 10 < view.shares.values * 9;
  const bool digits = view.shares.share(CellTrait::integer) >= 0.1;
  if (uuids || few || digits || header_has(view, pack, WordList::file)) {
    take_back(view, pack, uuids ? 0.3 : 0);
    return;
  }
  const bool said = uncover(view, pack, count);
  for (Candidate& candidate : view.candidates) {
    if (candidate.type != ColumnType::other_person_id)
      continue;
    const bool one_value = count.hashed < 2 && candidate.header <= 0;
    const bool weak = candidate.header > 0 && candidate.header < 0.5;
    candidate.contradicted = one_value;
    candidate.values = said ? 0.1 : weak ? 0.65 : 0.8;
    candidate.rule = count.rule;
  }
}

namespace {

bool identifies(ColumnType type) {
  switch (type) {
    case ColumnType::email_personal:
    case ColumnType::phone:
    case ColumnType::nir:
    case ColumnType::tax_id:
    case ColumnType::iban:
    case ColumnType::id_document:
    case ColumnType::student_id:
    case ColumnType::staff_id:
    case ColumnType::health_professional_id:
      return true;
    default:
      return false;
  }
}

bool says_only_digest(const ColumnView& view, const RulePack& pack) {
  return std::all_of(view.tokens.begin(), view.tokens.end(), [&](const std::string& token) {
    return pack.words.holds(WordList::digest, token);
  });
}

bool holds_hashes(const ColumnScan& column, const RulePack& pack) {
  return std::any_of(column.evidence.begin(), column.evidence.end(), [&](const Evidence& evidence) {
    return evidence.by == EvidenceKind::values && is_hash_evidence(evidence, pack);
  });
}

// A digest just after an identifying column is that column's.
void hide_neighbour(const ColumnScan& before, ColumnScan& column) {
  if (!identifies(before.type) || !is_personal(before.gdpr))
    return;
  column.type = before.type;
  column.gdpr = before.gdpr;
  Evidence evidence;
  evidence.by = EvidenceKind::neighbours;
  evidence.detail = before.name_doubtful ? "" : before.name;
  column.evidence.push_back(std::move(evidence));
}

}  // namespace

void judge_hidden(TableScan& table, const std::vector<ColumnView>& views, const RulePack& pack) {
  const bool persons = table.grain == Grain::person || table.grain == Grain::event_of_person;
  if (!persons && table.grain != Grain::unknown)
    return;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!holds_hashes(table.columns[c], pack))
      continue;
    const std::size_t rule = default_rule_of(pack, table.columns[c].type);
    if (!persons && identifies(table.columns[c].type) && rule != kNoRule)
      table.columns[c].gdpr = pack.rules[rule].gdpr;
    if (persons && c > 0 && table.columns[c].type == ColumnType::other_person_id &&
        says_only_digest(views[c], pack) && !holds_hashes(table.columns[c - 1], pack))
      hide_neighbour(table.columns[c - 1], table.columns[c]);
  }
}

}  // namespace aval
