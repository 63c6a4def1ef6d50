#include "audit/scan/table_profile.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/scan/row_hashes.h"
#include "audit/scan/working_column.h"

namespace aval {
namespace {

constexpr std::uint64_t kValueSeed = 0x61766131;   // hashes of values, never written out
constexpr std::uint64_t kSecondSeed = 0x61766132;  // second half of the hash of a row

// What two values say together, in that order; the product of two halves spreads every bit.
std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(state ^ 0x9E3779B97F4A7C15ULL) * (value | 1);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ value;
}

// Distinct values counted one by one in each of so many columns: fewer in wide tables, whose memory
// would be made of nothing else (16 bytes a value).
std::size_t exact_limit_of(std::size_t columns) {
  constexpr std::size_t kColumnsWithAll = 32;
  constexpr std::size_t kFewest = 1024;
  if (columns <= kColumnsWithAll)
    return DistinctCount::kExactLimit;
  return std::max(kFewest, DistinctCount::kExactLimit * kColumnsWithAll / columns);
}

// What one thread gathers.
class PartialProfile {
 public:
  PartialProfile(const RulePack& pack, const TableInfo& info, bool verify_matches)
      : bank_columns_(find_bank_columns(info)),
        exact_limit_(exact_limit_of(info.columns.size())),
        judge_(pack, compiled_patterns(pack)) {
    if (verify_matches)
      reference_.emplace(pack, compiled_patterns(pack), MatchEngine::one_by_one);
  }

  void add(const Batch& batch, const std::function<bool(std::uint64_t)>& wanted) {
    while (columns_.size() < batch.columns.size()) {
      columns_.emplace_back();
      columns_.back().profile.distinct.set_exact_limit(exact_limit_);
    }
    slots_ = slots_of(columns_.size());
    hashes_.assign(batch.rows, RowHash{0, 0});
    rows_looked_at_.clear();
    for (std::size_t r = 0; r < batch.rows; ++r)
      if (wanted(batch.record_numbers[r]))
        rows_looked_at_.push_back(static_cast<std::uint32_t>(r));
    for (std::size_t c = 0; c < batch.columns.size(); ++c)
      add_column(batch, c);
    for (const std::uint32_t r : rows_looked_at_) {
      rows_.add(hashes_[r]);
      if (bank_columns_)
        count_bank_row(batch, r, *bank_columns_, bank_rows_);
    }
  }

  // Once every batch is added.
  void settle() {
    for (WorkingColumn& column : columns_)
      column.settle();
  }

  std::vector<WorkingColumn> columns_;
  RowHashes rows_;
  BankRows bank_rows_;
  MatchCheck match_check_;

 private:
  void add_column(const Batch& batch, std::size_t c) {
    WorkingColumn& column = columns_[c];
    column.resize_cache(slots_);
    const std::vector<std::string_view>& cells = batch.columns[c];
    for (const std::uint32_t r : rows_looked_at_) {
      const std::string_view cell = trim(cells[r]);
      if (cell.empty()) {
        ++column.profile.missing;
        continue;
      }
      const std::uint64_t hash = hash64(cell, kValueSeed);
      hashes_[r].first = mix(hashes_[r].first + c + 1, hash);
      hashes_[r].second = mix(hash + c, hashes_[r].second ^ kSecondSeed);
      const std::uint32_t verdict = column.add(hash, cell, batch.record_numbers[r], judge_);
      if (reference_)
        compare(column.profile.verdicts.at(verdict), cell, {batch.record_numbers[r], c, {}, {}});
    }
  }

  void compare(const CellVerdict& told, std::string_view cell, MatchDifference place) {
    ++match_check_.cells;
    place.expected = reference_->judge(cell);
    if (is_same_verdict(told, place.expected))
      return;
    place.told = told;
    add_difference(match_check_, place);
  }

  std::optional<BankColumns> bank_columns_;
  std::size_t exact_limit_;
  CellJudge judge_;
  std::optional<CellJudge> reference_;  // judges every cell by RE2, pattern by pattern
  std::size_t slots_ = 0;
  std::vector<RowHash> hashes_;                // of the batch in hand
  std::vector<std::uint32_t> rows_looked_at_;  // the same
};

void read_all(TableReader& reader, PartialProfile& partial,
              const std::function<bool(std::uint64_t)>& wanted) {
  Batch batch;
  while (reader.next(batch))
    partial.add(batch, wanted);
  partial.settle();
}

void read_with_threads(TableReader& reader, std::vector<std::unique_ptr<PartialProfile>>& partials,
                       const std::function<bool(std::uint64_t)>& wanted) {
  run_threads(partials.size(), [&](std::size_t i) { read_all(reader, *partials[i], wanted); });
}

// The record numbers to look at: those whose hash is among the `sample_rows` smallest. A pass of
// its own.
std::function<bool(std::uint64_t)> choose_rows(const TableReader& reader,
                                               const ProfileOptions& options) {
  if (options.sample_rows == 0)
    return [](std::uint64_t) { return true; };
  const auto rank = [seed = options.seed](std::uint64_t record) {
    return hash64({reinterpret_cast<const char*>(&record), sizeof record}, seed);
  };
  std::vector<std::uint64_t> ranks;
  const auto pass = reader.reopen();
  Batch batch;
  while (pass->next(batch))
    for (const std::uint64_t record : batch.record_numbers)
      ranks.push_back(rank(record));
  if (ranks.size() <= options.sample_rows)
    return [](std::uint64_t) { return true; };
  const auto last = ranks.begin() + static_cast<std::ptrdiff_t>(options.sample_rows - 1);
  std::nth_element(ranks.begin(), last, ranks.end());
  return [rank, limit = *last](std::uint64_t record) { return rank(record) <= limit; };
}

// Each column is let go as soon as it is taken, so that two sums never stand side by side.
void take_columns(std::vector<WorkingColumn>& columns, std::vector<ColumnProfile>& sums) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    WorkingColumn column = std::move(columns[c]);
    if (c < sums.size())
      sums[c].merge(column.profile);
    else
      sums.push_back(std::move(column.profile));
  }
}

}  // namespace

TableProfile profile_table(TableReader& reader, const RulePack& pack,
                           const ProfileOptions& options) {
  const auto wanted = choose_rows(reader, options);
  std::vector<std::unique_ptr<PartialProfile>> partials;
  for (unsigned i = 0; i < std::max(1U, options.threads); ++i)
    partials.push_back(
        std::make_unique<PartialProfile>(pack, reader.info(), options.verify_matches));
  if (partials.size() == 1)
    read_all(reader, *partials[0], wanted);
  else
    read_with_threads(reader, partials, wanted);

  TableProfile profile;
  profile.year = options.year;
  profile.bank_columns = find_bank_columns(reader.info());
  std::vector<RowHashes> rows;
  for (const auto& partial : partials) {
    take_columns(partial->columns_, profile.columns);
    profile.rows += partial->rows_.size();
    rows.push_back(std::move(partial->rows_));
    profile.bank_rows.checked += partial->bank_rows_.checked;
    profile.bank_rows.valid += partial->bank_rows_.valid;
    merge_check(profile.match_check, partial->match_check_);
  }
  profile.columns.resize(std::max(profile.columns.size(), reader.info().columns.size()));
  for (ColumnProfile& column : profile.columns)
    column.missing = profile.rows - column.filled;
  profile.duplicate_rows = count_duplicates(rows, std::max(1U, options.threads));
  return profile;
}

}  // namespace aval
