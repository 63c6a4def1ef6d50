#include "audit/scan/table_profile.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::uint64_t kValueSeed = 0x61766131;   // hashes of values, never written out
constexpr std::uint64_t kSecondSeed = 0x61766132;  // second half of the hash of a row
using RowHash = std::pair<std::uint64_t, std::uint64_t>;

// What two values say together, in that order; the product of two halves spreads every bit.
std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(state ^ 0x9E3779B97F4A7C15ULL) * (value | 1);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ value;
}

// Verdicts of recent values of one column: most columns repeat themselves.
class VerdictCache {
 public:
  // The slot of that hash among `slots`, always the same number; `found` says whether it already
  // holds its verdict.
  CellVerdict& slot(std::uint64_t hash, std::size_t slots, bool& found) {
    if (slots_.empty())
      slots_.resize(slots);
    auto& [key, used, verdict] = slots_[hash % slots];
    found = used && key == hash;
    key = hash;
    used = true;
    return verdict;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    bool used = false;
    CellVerdict verdict;
  };
  std::vector<Slot> slots_;
};

// What one thread gathers.
class PartialProfile {
 public:
  PartialProfile(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns,
                 const std::optional<BankColumns>& bank_columns)
      : bank_columns_(bank_columns), judge_(pack, std::move(patterns)) {}

  void add(const Batch& batch, const std::function<bool(std::uint64_t)>& wanted) {
    grow(batch.columns.size());
    std::vector<RowHash> hashes(batch.rows, RowHash{0, 0});
    std::vector<bool> keep(batch.rows, true);
    for (std::size_t r = 0; r < batch.rows; ++r)
      keep[r] = wanted(batch.record_numbers[r]);
    for (std::size_t c = 0; c < batch.columns.size(); ++c)
      add_column(batch, c, keep, hashes);
    for (std::size_t r = 0; r < batch.rows; ++r) {
      if (!keep[r])
        continue;
      rows_.push_back(hashes[r]);
      if (bank_columns_)
        count_bank_row(batch, r, *bank_columns_, bank_rows_);
    }
  }

  // Once every batch is added.
  void settle() {
    for (std::size_t c = 0; c < columns_.size(); ++c)
      columns_[c].offer_all_to_sample(offers_[c]);
  }

  std::vector<ColumnProfile> columns_;
  std::vector<RowHash> rows_;
  BankRows bank_rows_;

 private:
  // Values offered to the sample of a column before they are sorted in.
  static constexpr std::size_t kOffers = 256;
  // Slots of the caches of all columns (150 bytes each), and the most of one.
  static constexpr std::size_t kSlots = 65536;
  static constexpr std::size_t kColumnSlots = 1024;

  void grow(std::size_t columns) {
    if (columns <= columns_.size())
      return;
    columns_.resize(columns);
    offers_.resize(columns);
    caches_.assign(columns, VerdictCache());
    slots_ = std::clamp<std::size_t>(kSlots / columns, 16, kColumnSlots);
  }

  void offer(std::size_t c, std::uint64_t hash, const CellVerdict& verdict) {
    if (verdict.has(CellTrait::missing_word) || !columns_[c].may_be_sampled(hash))
      return;
    offers_[c].push_back({hash, verdict});
    if (offers_[c].size() == kOffers)
      columns_[c].offer_all_to_sample(offers_[c]);
  }

  void add_column(const Batch& batch, std::size_t c, const std::vector<bool>& keep,
                  std::vector<RowHash>& hashes) {
    ColumnProfile& profile = columns_[c];
    for (std::size_t r = 0; r < batch.rows; ++r) {
      if (!keep[r])
        continue;
      const std::string_view cell = trim(batch.columns[c][r]);
      const std::uint64_t hash = hash64(cell, kValueSeed);
      if (!cell.empty()) {
        hashes[r].first = mix(hashes[r].first + c + 1, hash);
        hashes[r].second = mix(hash + c, hashes[r].second ^ kSecondSeed);
      }
      bool found = false;
      CellVerdict& verdict = caches_[c].slot(hash, slots_, found);
      if (!found) {
        verdict = judge_.judge(cell);
        offer(c, hash, verdict);
      }
      profile.add(hash, verdict, cell.size(), batch.record_numbers[r]);
    }
  }

  std::optional<BankColumns> bank_columns_;
  CellJudge judge_;
  std::vector<VerdictCache> caches_;
  std::size_t slots_ = 0;
  std::vector<std::vector<SampledValue>> offers_;
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
  std::exception_ptr failure;
  std::mutex failure_mutex;
  std::vector<std::thread> threads;
  threads.reserve(partials.size());
  for (const auto& partial : partials)
    threads.emplace_back([&reader, &wanted, &failure, &failure_mutex, worker = partial.get()] {
      try {
        read_all(reader, *worker, wanted);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(failure_mutex);
        if (!failure)
          failure = std::current_exception();
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  if (failure)
    std::rethrow_exception(failure);
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

std::uint64_t count_duplicates(std::vector<RowHash> rows) {
  std::sort(rows.begin(), rows.end());
  const auto end = std::unique(rows.begin(), rows.end());
  return static_cast<std::uint64_t>(rows.end() - end);
}

}  // namespace

TableProfile profile_table(TableReader& reader, const RulePack& pack,
                           const ProfileOptions& options) {
  const auto wanted = choose_rows(reader, options);
  const auto patterns = compiled_patterns(pack);
  const auto bank_columns = find_bank_columns(reader.info());
  std::vector<std::unique_ptr<PartialProfile>> partials;
  for (unsigned i = 0; i < std::max(1U, options.threads); ++i)
    partials.push_back(std::make_unique<PartialProfile>(pack, patterns, bank_columns));
  if (partials.size() == 1)
    read_all(reader, *partials[0], wanted);
  else
    read_with_threads(reader, partials, wanted);

  TableProfile profile;
  profile.year = options.year;
  profile.bank_columns = bank_columns;
  std::vector<RowHash> rows;
  for (const auto& partial : partials) {
    if (partial->columns_.size() > profile.columns.size())
      profile.columns.resize(partial->columns_.size());
    for (std::size_t c = 0; c < partial->columns_.size(); ++c)
      profile.columns[c].merge(partial->columns_[c]);
    rows.insert(rows.end(), partial->rows_.begin(), partial->rows_.end());
    profile.bank_rows.checked += partial->bank_rows_.checked;
    profile.bank_rows.valid += partial->bank_rows_.valid;
  }
  profile.rows = rows.size();
  profile.columns.resize(std::max(profile.columns.size(), reader.info().columns.size()));
  for (ColumnProfile& column : profile.columns)
    column.missing = profile.rows - column.filled;
  profile.duplicate_rows = count_duplicates(std::move(rows));
  return profile;
}

}  // namespace aval
