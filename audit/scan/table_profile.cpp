#include "audit/scan/table_profile.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/scan/candidate.h"
#include "audit/scan/loose_rows.h"
#include "audit/scan/row_hashes.h"
#include "audit/scan/working_column.h"

namespace aval {
namespace {

constexpr std::uint64_t kValueSeed = 0x61766131;  // hashes of values, never written out

// Distinct values counted one by one in each of so many columns: fewer in wide tables, whose memory
// would be made of nothing else (16 bytes a value).
std::size_t exact_limit_of(std::size_t columns) {
  constexpr std::size_t kColumnsWithAll = 32;
  constexpr std::size_t kFewest = 1024;
  if (columns <= kColumnsWithAll)
    return DistinctCount::kExactLimit;
  return std::max(kFewest, DistinctCount::kExactLimit * kColumnsWithAll / columns);
}

// What threads count, the same for all of them.
struct Counting {
  const RulePack& pack;
  const TableInfo& info;
  const ProfileOptions& options;
  std::vector<std::size_t> entity_columns;  // by their headers; empty when quality is not counted
  KeyCount key;                             // the same
};

// The columns that tell a person, as far as the headers say it.
std::vector<std::size_t> expected_entity_columns(const TableInfo& info, const RulePack& pack) {
  static const ColumnProfile kNoCells;
  std::vector<ColumnType> types;
  for (const TableColumn& column : info.columns) {
    const ColumnView view = view_column(column, info.dialect.header_doubtful, kNoCells, pack);
    types.push_back(view.best() == nullptr ? ColumnType::none : view.best()->type);
  }
  return entity_columns(types);
}

Counting counting_of(const TableInfo& info, const RulePack& pack, const ProfileOptions& options) {
  Counting counting{pack, info, options, {}, {}};
  if (options.count_quality) {
    counting.entity_columns = expected_entity_columns(info, pack);
    counting.key = expected_key(info);
  }
  return counting;
}

// What one thread gathers.
class PartialProfile {
 public:
  explicit PartialProfile(const Counting& counting)
      : counting_(counting),
        bank_columns_(find_bank_columns(counting.info)),
        exact_limit_(exact_limit_of(counting.info.columns.size())),
        judge_(counting.pack, compiled_patterns(counting.pack)) {
    const ProfileOptions& options = counting.options;
    constexpr std::uint64_t kSets = 3;  // rows, rows told loosely, persons
    const std::uint64_t memory = options.memory / kSets / std::max(1U, options.threads);
    rows_.set_memory(memory);
    loose_rows_.set_memory(memory);
    entity_rows_.set_memory(memory);
    const RulePack& pack = counting.pack;
    if (counting.options.verify_matches)
      reference_.emplace(pack, compiled_patterns(pack), MatchEngine::one_by_one);
  }

  void add(const Batch& batch, const std::function<bool(std::uint64_t)>& wanted) {
    while (columns_.size() < batch.columns.size()) {
      columns_.emplace_back();
      columns_.back().profile.distinct.set_exact_limit(exact_limit_);
      columns_.back().quality.folded.set_exact_limit(exact_limit_);
      if (counting_.options.count_quality)
        columns_.back().count_quality(counting_.options.today);
    }
    slots_ = slots_of(columns_.size());
    hashes_.assign(batch.rows, RowHash{0, 0});
    loose_.assign(batch.rows, LooseRow());
    entities_.assign(counting_.entity_columns.empty() ? 0 : batch.rows, FollowedRow());
    keys_.assign(counting_.key.columns.empty() ? 0 : batch.rows, FollowedRow());
    followed_ =
        counting_.options.count_quality ? std::min(batch.columns.size(), RowSample::kColumns) : 0;
    // One column more, which takes the hashes that nobody asks for.
    cell_hashes_.resize(std::max(cell_hashes_.size(), batch.rows * (followed_ + 1)));
    rows_looked_at_.clear();
    for (std::size_t r = 0; r < batch.rows; ++r)
      if (wanted(batch.record_numbers[r]))
        rows_looked_at_.push_back(static_cast<std::uint32_t>(r));
    if (batch.rows > 0)
      last_record_ = std::max(last_record_, batch.record_numbers[batch.rows - 1]);
    for (std::size_t c = 0; c < batch.columns.size(); ++c)
      add_column(batch, c);
    for (const std::uint32_t r : rows_looked_at_) {
      rows_.add(hashes_[r]);
      if (counting_.options.count_quality)
        add_loose_row(r);
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
  LooseRows loose_rows_;
  RowHashes entity_rows_;
  RowHashes key_rows_;
  RowSample sample_;
  std::uint64_t blank_rows_ = 0;
  std::uint64_t last_record_ = 0;
  BankRows bank_rows_;
  MatchCheck match_check_;

 private:
  // Of the columns that tell a person, or a row, what a row holds.
  struct FollowedRow {
    RowHash hash{0, 0};
    std::uint32_t filled = 0;

    void take(std::size_t column, std::uint64_t value) {
      mix_in(hash, column, value);
      ++filled;
    }
  };

  static bool is_among(const std::vector<std::size_t>& columns, std::size_t c) {
    return std::find(columns.begin(), columns.end(), c) != columns.end();
  }

  void add_column(const Batch& batch, std::size_t c) {
    WorkingColumn& column = columns_[c];
    column.resize_cache(slots_);
    const bool tells_persons = is_among(counting_.entity_columns, c);
    const bool tells_rows = is_among(counting_.key.columns, c);
    const bool is_followed = tells_persons || tells_rows;
    std::uint64_t* hashes = &cell_hashes_[std::min(c, followed_) * batch.rows];
    const std::vector<std::string_view>& cells = batch.columns[c];
    for (const std::uint32_t r : rows_looked_at_) {
      const std::string_view cell = trim(cells[r]);
      if (cell.empty()) {
        ++column.profile.missing;
        hashes[r] = 0;
        continue;
      }
      const std::uint64_t hash = hash64(cell, kValueSeed);
      hashes[r] = hash;
      mix_in(hashes_[r], c, hash);
      const CellAnswer told =
          column.add({hash, cell, cell.size() != cells[r].size(), batch.record_numbers[r]}, judge_);
      loose_[r].take(c, told.folded);
      if (is_followed) {
        if (tells_persons && told.folded != 0)
          entities_[r].take(c, told.folded);
        if (tells_rows)
          keys_[r].take(c, hash);
      }
      if (reference_)
        compare(column.profile.verdicts.at(told.verdict), cell,
                {batch.record_numbers[r], c, {}, {}});
    }
  }

  // A row without a value has the hash that rows start with.
  void add_loose_row(std::uint32_t r) {
    blank_rows_ += hashes_[r] == RowHash{0, 0} ? 1U : 0U;
    loose_rows_.add(loose_[r]);
    if (!entities_.empty() && entities_[r].filled == counting_.entity_columns.size())
      entity_rows_.add(entities_[r].hash);
    if (!keys_.empty() && keys_[r].filled == counting_.key.columns.size())
      key_rows_.add(keys_[r].hash);
    if (sample_.may_keep(hashes_[r]))
      add_to_sample(r);
  }

  void add_to_sample(std::uint32_t r) {
    const std::size_t rows = hashes_.size();
    row_cells_.clear();
    for (std::size_t c = 0; c < followed_; ++c)
      row_cells_.push_back(cell_hashes_[c * rows + r]);
    sample_.add(hashes_[r], row_cells_);
  }

  void compare(const CellVerdict& told, std::string_view cell, MatchDifference place) {
    ++match_check_.cells;
    place.expected = reference_->judge(cell);
    if (is_same_verdict(told, place.expected))
      return;
    place.told = told;
    add_difference(match_check_, place);
  }

  const Counting& counting_;
  std::optional<BankColumns> bank_columns_;
  std::size_t exact_limit_;
  CellJudge judge_;
  std::optional<CellJudge> reference_;  // judges every cell by RE2, pattern by pattern
  std::size_t slots_ = 0;
  std::vector<RowHash> hashes_;             // of the batch in hand
  std::vector<LooseRow> loose_;             // the same
  std::vector<FollowedRow> entities_;       // the same
  std::vector<FollowedRow> keys_;           // the same
  std::vector<std::uint64_t> cell_hashes_;  // the same, column by column
  std::size_t followed_ = 0;                // columns that they are of
  std::vector<std::uint64_t> row_cells_;
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
void take_columns(std::vector<WorkingColumn>& columns, ProfileState& sums) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    WorkingColumn column = std::move(columns[c]);
    if (c < sums.columns.size())
      sums.columns[c].merge(column.profile);
    else
      sums.columns.push_back(std::move(column.profile));
    if (!sums.counts_quality)
      continue;
    if (c < sums.quality.size())
      sums.quality[c].merge(column.quality);
    else
      sums.quality.push_back(std::move(column.quality));
  }
}

void take_partial(PartialProfile& partial, ProfileState& sums) {
  take_columns(partial.columns_, sums);
  sums.rows += partial.rows_.size();
  sums.last_record = std::max(sums.last_record, partial.last_record_);
  sums.bank_rows.checked += partial.bank_rows_.checked;
  sums.bank_rows.valid += partial.bank_rows_.valid;
  sums.blank_rows += partial.blank_rows_;
  merge_check(sums.match_check, partial.match_check_);
  sums.row_hashes.push_back(std::move(partial.rows_));
  sums.entity_hashes.push_back(std::move(partial.entity_rows_));
  sums.key_hashes.push_back(std::move(partial.key_rows_));
  sums.sample.merge(partial.sample_);
  sums.loose_rows.push_back(std::move(partial.loose_rows_));
}

// Rows that repeat each other, over all threads and parts.
void count_rows(ProfileState& state, std::size_t threads, TableProfile& profile) {
  profile.duplicate_rows = count_duplicates(state.row_hashes, threads);
  if (!profile.quality)
    return;
  TableQuality& quality = *profile.quality;
  for (const RowHashes& set : state.entity_hashes)
    quality.entities.rows += set.size();
  quality.entities.duplicates = count_duplicates(state.entity_hashes, threads);
  for (const RowHashes& set : state.key_hashes)
    quality.key.rows += set.size();
  quality.key.repeated = count_duplicates(state.key_hashes, threads);
  const LooseCount count = count_loose_duplicates(state.loose_rows, threads);
  quality.loose_duplicates = count.all;
  quality.loose_duplicates_but_first = count.but_first;
}

// The cells that no row told: those that short rows do not have.
void count_missing(TableProfile& profile) {
  for (ColumnProfile& column : profile.columns)
    column.missing = profile.rows - column.filled;
  if (!profile.quality)
    return;
  profile.quality->rows = profile.rows;
  profile.quality->columns.resize(profile.columns.size());
  for (ColumnQuality& column : profile.quality->columns)
    column.empty = profile.rows - column.filled - column.null_words - column.errors;
}

}  // namespace

ProfileState read_profile(TableReader& reader, const RulePack& pack,
                          const ProfileOptions& options) {
  const auto wanted = choose_rows(reader, options);
  const Counting counting = counting_of(reader.info(), pack, options);
  std::vector<std::unique_ptr<PartialProfile>> partials;
  const std::size_t threads = std::max(1U, options.threads);
  for (std::size_t i = 0; i < threads; ++i)
    partials.push_back(std::make_unique<PartialProfile>(counting));
  if (threads == 1)
    read_all(reader, *partials[0], wanted);
  else
    read_with_threads(reader, partials, wanted);

  ProfileState state;
  state.counts_quality = options.count_quality;
  state.entity_columns = counting.entity_columns;
  state.today = options.today;
  state.key = counting.key;
  for (auto& partial : partials) {
    take_partial(*partial, state);
    partial.reset();
  }
  return state;
}

TableProfile conclude_profile(ProfileState state, const TableInfo& info,
                              const ProfileOptions& options) {
  TableProfile profile;
  profile.rows = state.rows;
  profile.year = options.year;
  profile.columns = std::move(state.columns);
  profile.columns.resize(std::max(profile.columns.size(), info.columns.size()));
  profile.bank_columns = find_bank_columns(info);
  profile.bank_rows = state.bank_rows;
  profile.match_check = std::move(state.match_check);
  if (state.counts_quality) {
    profile.quality.emplace();
    TableQuality& quality = *profile.quality;
    quality.today = state.today;
    quality.columns = std::move(state.quality);
    quality.blank_rows = state.blank_rows;
    quality.entities.columns = state.entity_columns;
    quality.key = std::move(state.key);
    quality.sample = std::move(state.sample);
    quality.sample.settle();
  }
  count_missing(profile);
  count_rows(state, std::max(1U, options.threads), profile);
  return profile;
}

TableProfile profile_table(TableReader& reader, const RulePack& pack,
                           const ProfileOptions& options) {
  ProfileState state = read_profile(reader, pack, options);
  return conclude_profile(std::move(state), reader.info(), options);
}

}  // namespace aval
