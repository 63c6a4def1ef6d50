#include "audit/scan/quality_pass.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/scan/working_column.h"

namespace aval {
namespace {

constexpr std::size_t kMostForms = 4096;
constexpr std::uint64_t kSeeds[] = {0x7175616c31, 0x7175616c32};
using RowHash = std::pair<std::uint64_t, std::uint64_t>;

// What two hashes say together, in that order.
std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(state ^ 0x9E3779B97F4A7C15ULL) * (value | 1);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ value;
}

// Sixteen parts of each power of two: an error of at most 6 %, the same on every machine.
int bucket_of(double number) {
  if (number == 0)
    return 0;
  int power = 0;
  const double part = std::frexp(std::fabs(number), &power);  // 0.5 to 1
  const int bucket = (power + 1100) * 16 + static_cast<int>((part - 0.5) * 32) + 1;
  return number < 0 ? -bucket : bucket;
}

bool is_left_out(char c) {
  return c == ' ' || c == '-' || c == '\'' || c == '.' || c == ',' || c == '_';
}

// The value without case, accents, spaces and punctuation, in `folded`.
void fold_value(std::string_view cell, std::string& folded) {
  fold_into(cell, folded);
  std::erase_if(folded, is_left_out);
}

void count_stray(const CellQuality& quality, ColumnQuality& column) {
  const std::pair<QualityFault, std::uint64_t ColumnQuality::*> counts[] = {
      {QualityFault::padded, &ColumnQuality::padded},
      {QualityFault::odd_space, &ColumnQuality::odd_spaces},
      {QualityFault::control, &ColumnQuality::control},
      {QualityFault::lost_character, &ColumnQuality::lost_characters},
      {QualityFault::mojibake, &ColumnQuality::mojibake}};
  bool any = false;
  for (const auto& [fault, count] : counts)
    if (quality.has(fault)) {
      ++(column.*count);
      any = true;
    }
  column.dirty += any ? 1U : 0U;
}

void count_day(const CellQuality& quality, std::uint32_t today, ColumnQuality& column) {
  column.impossible_dates += quality.has(QualityFault::impossible_date) ? 1U : 0U;
  column.ambiguous_dates += quality.has(QualityFault::ambiguous_date) ? 1U : 0U;
  if (quality.day == 0)
    return;
  column.first_day = column.first_day == 0 ? quality.day : std::min(column.first_day, quality.day);
  column.last_day = std::max(column.last_day, quality.day);
  column.future_days += today > 0 && quality.day > today ? 1U : 0U;
  column.before_1900 += quality.day < 19000101 ? 1U : 0U;
}

void count_form(std::uint64_t form, std::uint64_t cells, ColumnQuality& column) {
  if (column.too_many_forms)
    return;
  column.forms[form] += cells;
  if (column.forms.size() > kMostForms) {
    column.too_many_forms = true;
    column.forms.clear();
  }
}

// The columns that tell a person: names and a birth date, or a direct number.
std::vector<std::size_t> entity_columns(const TableScan& table) {
  const auto of_type = [&](ColumnType type) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const ColumnScan& column) { return column.type == type; });
    return found == table.columns.end() ? table.columns.size() : found->index;
  };
  const std::size_t none = table.columns.size();
  if (table.grain != Grain::person)
    return {};
  if (const std::size_t nir = of_type(ColumnType::nir); nir != none)
    return {nir};
  const std::size_t birth = of_type(ColumnType::birth_date);
  const std::size_t last = of_type(ColumnType::last_name), first = of_type(ColumnType::first_name);
  if (birth != none && last != none && first != none)
    return {last, first, birth};
  const std::size_t name = of_type(ColumnType::person_name);
  if (birth != none && name != none)
    return {name, birth};
  return {};
}

// A first column that numbers the rows says nothing of what they repeat.
bool numbers_rows(const TableScan& table) {
  return !table.columns.empty() && table.rows > 1 && table.columns[0].distinct_exact &&
         table.columns[0].distinct == table.rows && table.columns[0].filled == table.rows;
}

// What one thread gathers.
class QualityWorker {
 public:
  QualityWorker(const TableScan& table, std::uint32_t today)
      : slots_(slots_of(table.columns.size())),
        entity_(entity_columns(table)),
        skips_first_(numbers_rows(table)),
        today_(today) {}

  void add(const Batch& batch) {
    if (batch.columns.size() > columns_.size())
      columns_.resize(batch.columns.size());
    for (std::size_t row = 0; row < batch.rows; ++row)
      add_row(batch, row);
  }

  std::vector<ColumnQuality> columns_;
  std::vector<RowHash> loose_;
  std::vector<RowHash> entities_;
  std::uint64_t blank_rows_ = 0;

 private:
  // What a value says, kept for the next cell that holds it: most columns repeat themselves.
  struct Judged {
    std::uint64_t key = 0;
    bool used = false;
    CellQuality quality;
    std::uint64_t folded = 0;
    bool says_nothing = true;  // once folded
    bool is_blank = true;
  };

  const Judged& judge(std::size_t column, std::string_view cell) {
    if (caches_.size() <= column)
      caches_.resize(column + 1);
    std::vector<Judged>& slots = caches_[column];
    if (slots.empty())
      slots.resize(slots_);
    const std::uint64_t key = hash64(cell, kSeeds[1]);
    Judged& judged = slots[key & (slots_ - 1)];
    if (judged.used && judged.key == key)
      return judged;
    const std::string_view text = trim(cell);
    fold_value(text, folded_);
    judged = {key,         true, judge_quality(cell), hash64(folded_, kSeeds[0]), folded_.empty(),
              text.empty()};
    return judged;
  }

  // Empty cells add nothing, so that columns that later rows have more change no hash.
  void add_row(const Batch& batch, std::size_t row) {
    RowHash loose{kSeeds[0], kSeeds[1]};
    bool blank = true;
    for (std::size_t c = 0; c < batch.columns.size(); ++c) {
      const Judged& judged = judge(c, batch.columns[c][row]);
      columns_[c].add(judged.quality, judged.is_blank, judged.folded, today_);
      blank = blank && judged.is_blank;
      if (judged.says_nothing || (c == 0 && skips_first_))
        continue;
      loose.first = mix(loose.first + c + 1, judged.folded);
      loose.second = mix(judged.folded + c, loose.second);
    }
    blank_rows_ += blank ? 1U : 0U;
    loose_.push_back(loose);
    if (!entity_.empty())
      add_entity(batch, row);
  }

  void add_entity(const Batch& batch, std::size_t row) {
    std::string key;
    for (const std::size_t c : entity_) {
      if (c < batch.columns.size())
        fold_value(trim(batch.columns[c][row]), folded_);
      if (c >= batch.columns.size() || folded_.empty())
        return;
      key.append(folded_).push_back('\x1f');
    }
    entities_.emplace_back(hash64(key, kSeeds[0]), hash64(key, kSeeds[1]));
  }

  std::size_t slots_;
  std::vector<std::size_t> entity_;
  bool skips_first_;
  std::uint32_t today_;
  std::string folded_;
  std::vector<std::vector<Judged>> caches_;
};

void read_all(TableReader& reader, QualityWorker& worker) {
  Batch batch;
  while (reader.next(batch))
    worker.add(batch);
}

std::uint64_t count_repeats(std::vector<RowHash>& rows) {
  std::sort(rows.begin(), rows.end());
  const auto end = std::unique(rows.begin(), rows.end());
  return static_cast<std::uint64_t>(rows.end() - end);
}

}  // namespace

void ColumnQuality::add(const CellQuality& quality, bool is_blank, std::uint64_t folded_hash,
                        std::uint32_t today) {
  if (quality.has(QualityFault::missing)) {
    errors += quality.has(QualityFault::error_value) ? 1U : 0U;
    empty += is_blank ? 1U : 0U;
    null_words += !is_blank && !quality.has(QualityFault::error_value) ? 1U : 0U;
    return;
  }
  ++filled;
  ++kinds[static_cast<std::size_t>(quality.kind)];
  count_stray(quality, *this);
  count_day(quality, today, *this);
  if (quality.form != 0) {
    ++formed;
    count_form(quality.form, 1, *this);
  }
  if (quality.kind == WrittenKind::integer || quality.kind == WrittenKind::decimal) {
    ++buckets[bucket_of(quality.number)];
    negative += quality.number < 0 ? 1U : 0U;
    fine += quality.decimals >= 5 ? 1U : 0U;
  }
  folded.add(folded_hash);
}

void ColumnQuality::merge(const ColumnQuality& other) {
  for (auto count :
       {&ColumnQuality::filled, &ColumnQuality::empty, &ColumnQuality::null_words,
        &ColumnQuality::errors, &ColumnQuality::padded, &ColumnQuality::odd_spaces,
        &ColumnQuality::control, &ColumnQuality::lost_characters, &ColumnQuality::mojibake,
        &ColumnQuality::dirty, &ColumnQuality::impossible_dates, &ColumnQuality::ambiguous_dates,
        &ColumnQuality::negative, &ColumnQuality::fine, &ColumnQuality::future_days,
        &ColumnQuality::before_1900, &ColumnQuality::formed})
    this->*count += other.*count;
  for (std::size_t kind = 0; kind < kWrittenKinds; ++kind)
    kinds[kind] += other.kinds[kind];
  if (other.first_day != 0)
    first_day = first_day == 0 ? other.first_day : std::min(first_day, other.first_day);
  last_day = std::max(last_day, other.last_day);
  if (other.too_many_forms) {
    too_many_forms = true;
    forms.clear();
  }
  for (const auto& [form, cells] : other.forms)
    count_form(form, cells, *this);
  for (const auto& [bucket, cells] : other.buckets)
    buckets[bucket] += cells;
  folded.merge(other.folded);
}

TableQuality read_quality(TableReader& reader, const TableScan& table,
                          const QualityPassOptions& options) {
  std::vector<QualityWorker> workers(std::max(1U, options.threads),
                                     QualityWorker(table, options.today));
  run_threads(workers.size(), [&](std::size_t i) { read_all(reader, workers[i]); });
  TableQuality quality;
  std::vector<RowHash> loose, entities;
  for (QualityWorker& worker : workers) {
    if (worker.columns_.size() > quality.columns.size())
      quality.columns.resize(worker.columns_.size());
    for (std::size_t c = 0; c < worker.columns_.size(); ++c)
      quality.columns[c].merge(worker.columns_[c]);
    loose.insert(loose.end(), worker.loose_.begin(), worker.loose_.end());
    entities.insert(entities.end(), worker.entities_.begin(), worker.entities_.end());
    quality.blank_rows += worker.blank_rows_;
  }
  quality.rows = loose.size();
  quality.columns.resize(std::max(quality.columns.size(), table.columns.size()));
  for (ColumnQuality& column : quality.columns)  // cells that short rows do not have
    column.empty = quality.rows - column.filled - column.null_words - column.errors;
  quality.loose_duplicates = count_repeats(loose);
  quality.entity_rows = entities.size();
  quality.entity_duplicates = count_repeats(entities);
  return quality;
}

}  // namespace aval
