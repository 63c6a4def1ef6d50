
#include <algorithm>
#include <string>

#include "audit/base/text.h"
#include "audit/scan/cell_verdict.h"
#include "audit/scan/declared_parts.h"

namespace aval {
namespace {

constexpr double kClosedList = 0.5;  // enough alone, once rows are about persons
constexpr std::size_t kListValues = 3;

ColumnProfile profile_of(const std::vector<std::string>& values, CellJudge& judge) {
  ColumnProfile profile;
  std::uint64_t record = 0;
  for (const std::string& value : values) {
    const std::uint64_t hash = hash64(value, 1);
    const CellVerdict verdict = judge.judge(value);
    profile.offer_to_sample(hash, verdict);
    profile.add(hash, verdict, value.size(), ++record);
  }
  return profile;
}

void add_evidence(Candidate& candidate, const RulePack& pack, const char* detail) {
  Evidence evidence;
  evidence.rule = candidate.rule == kNoRule ? "" : pack.rules[candidate.rule].id;
  evidence.by = EvidenceKind::declared_type;
  evidence.detail = detail;
  candidate.evidence.push_back(std::move(evidence));
}

// What a closed list of words can say of a person.
bool is_word_of_a_person(ColumnType type) {
  switch (type) {
    case ColumnType::marital_family:
    case ColumnType::nationality:
    case ColumnType::religion:
    case ColumnType::political_opinion:
    case ColumnType::union_membership:
    case ColumnType::health:
    case ColumnType::disability:
    case ColumnType::ethnic_origin:
    case ColumnType::sexual_life:
    case ColumnType::profession:
    case ColumnType::income:
    case ColumnType::offence:
      return true;
    default:
      return false;
  }
}

// A list closed and long enough not to agree by chance, held whole by a dictionary of the pack.
void settle_by_dictionary(ColumnView& view, const ColumnProfile& profile, const RulePack& pack) {
  for (const auto& [index, cells] : profile.value_cells) {
    const Rule& rule = pack.rules[index];
    if (rule.dictionaries.empty() || !is_word_of_a_person(rule.type) ||
        cells.valid * 10 < profile.filled * 8 || view.find(rule.type) != nullptr)
      continue;
    Candidate candidate;
    candidate.type = rule.type;
    candidate.rule = index;
    candidate.values = kClosedList;
    add_evidence(candidate, pack, "values");
    view.candidates.push_back(std::move(candidate));
  }
}

void agree(ColumnView& view, const ColumnView& seen, const RulePack& pack, const char* detail) {
  for (const Candidate& other : seen.candidates) {
    if (other.contradicted || other.values < 0.2 || other.rule == kNoRule)
      continue;
    const auto known =
        std::find_if(view.candidates.begin(), view.candidates.end(),
                     [&](const Candidate& candidate) { return candidate.type == other.type; });
    if (known == view.candidates.end() || known->header <= 0)
      continue;
    known->values = std::max(known->values, kDeclaredAgrees);
    add_evidence(*known, pack, detail);
  }
}

}  // namespace

void add_value_agreement(ColumnView& view, const TableColumn& column, const RulePack& pack,
                         CellJudge& judge) {
  for (const bool closed : {false, true}) {
    const std::vector<std::string>& values = closed ? column.enumeration : column.examples;
    if (values.empty())
      continue;
    const ColumnProfile profile = profile_of(values, judge);
    const ColumnView seen = view_column(column, false, profile, pack);
    agree(view, seen, pack, closed ? "values" : "examples");
    if (closed && values.size() >= kListValues)
      settle_by_dictionary(view, profile, pack);
  }
}

}  // namespace aval
