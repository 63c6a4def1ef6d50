#include "audit/scan/column_profile.h"

#include <algorithm>
#include <iterator>

namespace aval {
namespace {

void keep_smallest(std::vector<std::uint64_t>& records, std::uint64_t record) {
  if (records.size() == ColumnProfile::kFirstRecords && record >= records.back())
    return;
  records.insert(std::lower_bound(records.begin(), records.end(), record), record);
  if (records.size() > ColumnProfile::kFirstRecords)
    records.pop_back();
}

void add_cells(RuleCells& target, const RuleCells& cells) {
  target.matched += cells.matched;
  target.valid += cells.valid;
  target.repaired += cells.repaired;
  for (const std::uint64_t record : cells.first_records)
    keep_smallest(target.first_records, record);
}

void merge_cells(std::map<std::uint16_t, RuleCells>& into,
                 const std::map<std::uint16_t, RuleCells>& from) {
  for (const auto& [rule, cells] : from)
    add_cells(into[rule], cells);
}

// Calls `take` with each count that a cell of that verdict is part of, and whether the cell is
// valid there, valid as it stands, or only with a zero given back.
template <typename Take>
void for_each_count(ColumnProfile& profile, const CellVerdict& verdict, const Take& take) {
  constexpr RuleCell kPlain = {0, true, false};
  for (std::size_t i = 0; i < verdict.rule_count; ++i)
    take(profile.value_cells[verdict.rules[i].rule], verdict.rules[i]);
  const bool is_short = verdict.has(CellTrait::short_text);
  for (std::size_t i = 0; i < verdict.text_count; ++i) {
    const TextCell& hit = verdict.texts[i];
    auto& cells = hit.in_label ? profile.label_cells
                  : is_short   ? profile.short_text_cells
                               : profile.text_cells;
    take(cells[hit.rule], kPlain);
  }
  if (verdict.has(CellTrait::label_names_person))
    take(profile.label_person_cells, kPlain);
  if (verdict.has(CellTrait::names_person))
    take(is_short ? profile.short_person_cells : profile.person_cells, kPlain);
}

void widen_years(ColumnProfile& profile, int first, int last) {
  if (first == 0)
    return;
  profile.min_year = profile.min_year == 0 ? first : std::min(profile.min_year, first);
  profile.max_year = std::max(profile.max_year, last);
}

}  // namespace

std::map<std::uint16_t, RuleCells> ColumnProfile::cells_in_text(bool of_parties) const {
  std::map<std::uint16_t, RuleCells> cells = text_cells;
  if (is_text() || of_parties)
    merge_cells(cells, short_text_cells);
  if (of_parties)
    merge_cells(cells, label_cells);
  return cells;
}

RuleCells ColumnProfile::cells_naming_persons(bool of_parties) const {
  RuleCells cells = person_cells;
  if (is_text() || of_parties)
    add_cells(cells, short_person_cells);
  if (of_parties)
    add_cells(cells, label_person_cells);
  return cells;
}

void ColumnProfile::add(std::uint64_t hash, const CellVerdict& verdict, std::size_t size,
                        std::uint64_t record) {
  add_value(hash, verdict);
  add_place(verdict, record);
  add_cells_of(verdict, {1, size, size});
}

void ColumnProfile::add_value(std::uint64_t hash, const CellVerdict& verdict) {
  if (verdict.has(CellTrait::missing_word))
    return;
  if (verdict.has(CellTrait::integer) || verdict.has(CellTrait::decimal)) {
    min_number = has_number ? std::min(min_number, verdict.number) : verdict.number;
    max_number = has_number ? std::max(max_number, verdict.number) : verdict.number;
    has_number = true;
  } else if (verdict.has(CellTrait::position)) {
    positions.widen(verdict.number, static_cast<double>(verdict.second_ordinate));
  }
  widen_years(*this, verdict.year, verdict.year);
  distinct.add(hash);
}

void ColumnProfile::add_place(const CellVerdict& verdict, std::uint64_t record) {
  if (verdict.has(CellTrait::missing_word))
    return;
  keep_smallest(first_records, record);
  for_each_count(*this, verdict, [record](RuleCells& cells, const RuleCell& match) {
    if (match.valid)
      keep_smallest(cells.first_records, record);
  });
}

void ColumnProfile::add_cells_of(const CellVerdict& verdict, const CellTally& tally) {
  if (verdict.has(CellTrait::missing_word)) {
    missing += tally.cells;
    missing_words += tally.bytes > 0 ? tally.cells : 0U;
    return;
  }
  const auto count = [&](CellTrait trait) { return verdict.has(trait) ? tally.cells : 0U; };
  filled += tally.cells;
  bytes += tally.bytes;
  max_bytes = std::max(max_bytes, tally.max_bytes);
  sentences += count(CellTrait::sentence);
  numbers += count(CellTrait::integer) + count(CellTrait::decimal);
  positions.cells += count(CellTrait::position);
  if (verdict.has(CellTrait::integer) || verdict.has(CellTrait::decimal) ||
      verdict.has(CellTrait::position))
    decimals.add(verdict.decimals, tally.cells);
  trailing_zeros += count(CellTrait::trailing_zero);
  scientific += count(CellTrait::scientific);
  for_each_count(*this, verdict, [&tally](RuleCells& cells, const RuleCell& match) {
    cells.repaired += match.repaired ? tally.cells : 0U;
    cells.matched += match.repaired ? 0U : tally.cells;
    cells.valid += match.valid && !match.repaired ? tally.cells : 0U;
  });
}

void ColumnProfile::offer_to_sample(std::uint64_t hash, const CellVerdict& verdict) {
  if (verdict.has(CellTrait::missing_word) ||
      (sample.size() == kSampleSize && hash > sample.back().hash))
    return;
  const auto place = std::lower_bound(
      sample.begin(), sample.end(), hash,
      [](const SampledValue& value, std::uint64_t key) { return value.hash < key; });
  if (place != sample.end() && place->hash == hash)
    return;
  sample.insert(place, SampledValue{hash, verdicts.keep(verdict)});
  if (sample.size() > kSampleSize)
    sample.pop_back();
}

void ColumnProfile::offer_all_to_sample(std::vector<SampledValue>& offers) {
  const auto by_hash = [](const SampledValue& a, const SampledValue& b) { return a.hash < b.hash; };
  std::sort(offers.begin(), offers.end(), by_hash);
  std::vector<SampledValue> kept;
  kept.reserve(sample.size() + offers.size());
  std::merge(sample.begin(), sample.end(), offers.begin(), offers.end(), std::back_inserter(kept),
             by_hash);
  kept.erase(
      std::unique(kept.begin(), kept.end(),
                  [](const SampledValue& a, const SampledValue& b) { return a.hash == b.hash; }),
      kept.end());
  kept.resize(std::min(kept.size(), kSampleSize));
  sample = std::move(kept);
  offers.clear();
}

void ColumnProfile::merge(const ColumnProfile& other) {
  if (other.has_number) {
    min_number = has_number ? std::min(min_number, other.min_number) : other.min_number;
    max_number = has_number ? std::max(max_number, other.max_number) : other.max_number;
    has_number = true;
  }
  numbers += other.numbers;
  decimals.merge(other.decimals);
  positions.merge(other.positions);
  filled += other.filled;
  missing += other.missing;
  missing_words += other.missing_words;
  bytes += other.bytes;
  max_bytes = std::max(max_bytes, other.max_bytes);
  trailing_zeros += other.trailing_zeros;
  scientific += other.scientific;
  widen_years(*this, other.min_year, other.max_year);
  sentences += other.sentences;
  distinct.merge(other.distinct);
  merge_cells(value_cells, other.value_cells);
  merge_cells(text_cells, other.text_cells);
  merge_cells(short_text_cells, other.short_text_cells);
  merge_cells(label_cells, other.label_cells);
  add_cells(person_cells, other.person_cells);
  add_cells(short_person_cells, other.short_person_cells);
  add_cells(label_person_cells, other.label_person_cells);
  for (const std::uint64_t record : other.first_records)
    keep_smallest(first_records, record);
  std::vector<SampledValue> offers;
  for (const SampledValue& value : other.sample)
    offers.push_back({value.hash, verdicts.keep(other.verdict_of(value))});
  offer_all_to_sample(offers);
}

void ColumnProfile::drop_unsampled_verdicts() {
  VerdictPool kept;
  for (SampledValue& value : sample)
    value.verdict = kept.keep(verdict_of(value));
  verdicts = std::move(kept);
}

SampleShares shares_of(const ColumnProfile& profile) {
  return {profile.sample.size(), &profile};
}

double SampleShares::share(CellTrait trait) const {
  if (values == 0)
    return 0;
  const auto count = std::count_if(
      profile->sample.begin(), profile->sample.end(),
      [&](const SampledValue& value) { return profile->verdict_of(value).has(trait); });
  return static_cast<double>(count) / static_cast<double>(values);
}

double SampleShares::share_of_dictionaries(DictionarySet set) const {
  if (values == 0 || set == 0)
    return 0;
  const auto count =
      std::count_if(profile->sample.begin(), profile->sample.end(), [&](const SampledValue& value) {
        return (profile->verdict_of(value).dictionaries & set) != 0;
      });
  return static_cast<double>(count) / static_cast<double>(values);
}

}  // namespace aval
