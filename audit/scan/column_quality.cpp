#include "audit/scan/column_quality.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::size_t kMostForms = 4096;
constexpr std::uint64_t kFoldedSeed = 0x7175616c31;

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

std::uint64_t cells_if(bool counted, std::uint64_t cells) {
  return counted ? cells : 0;
}

void count_stray(const CellQuality& quality, const ValueCells& cells, ColumnQuality& column) {
  const std::pair<QualityFault, std::uint64_t ColumnQuality::*> counts[] = {
      {QualityFault::odd_space, &ColumnQuality::odd_spaces},
      {QualityFault::control, &ColumnQuality::control},
      {QualityFault::lost_character, &ColumnQuality::lost_characters},
      {QualityFault::mojibake, &ColumnQuality::mojibake}};
  bool any = false;
  for (const auto& [fault, count] : counts)
    if (quality.has(fault)) {
      column.*count += cells.cells;
      any = true;
    }
  column.padded += cells.padded;
  column.dirty += any ? cells.cells : cells.padded;
  column.unreadable +=
      cells_if(quality.has(QualityFault::lost_character) || quality.has(QualityFault::mojibake),
               cells.cells);
}

void count_day(const CellQuality& quality, std::uint64_t cells, std::uint32_t today,
               ColumnQuality& column) {
  column.impossible_dates += cells_if(quality.has(QualityFault::impossible_date), cells);
  column.ambiguous_dates += cells_if(quality.has(QualityFault::ambiguous_date), cells);
  column.iso_dates += cells_if(quality.has(QualityFault::iso_date), cells);
  if (quality.day == 0)
    return;
  column.first_day = column.first_day == 0 ? quality.day : std::min(column.first_day, quality.day);
  column.last_day = std::max(column.last_day, quality.day);
  if (today == 0 || quality.day <= today)
    column.last_past_day = std::max(column.last_past_day, quality.day);
  column.future_days += cells_if(today > 0 && quality.day > today, cells);
  column.before_1900 += cells_if(quality.day < 19000101, cells);
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

}  // namespace

JudgedValue ValueJudge::judge(std::string_view trimmed) {
  JudgedValue value{judge_quality(trimmed), 0};
  fold_value(trimmed, folded_);
  if (!folded_.empty())
    value.folded = std::max<std::uint64_t>(1, hash64(folded_, kFoldedSeed));
  return value;
}

void ColumnQuality::add(const JudgedValue& value, const ValueCells& cells, std::uint32_t today) {
  const CellQuality& quality = value.quality;
  if (quality.has(QualityFault::missing)) {
    (quality.has(QualityFault::error_value) ? errors : null_words) += cells.cells;
    return;
  }
  filled += cells.cells;
  kinds[static_cast<std::size_t>(quality.kind)] += cells.cells;
  count_stray(quality, cells, *this);
  count_day(quality, cells.cells, today, *this);
  if (quality.form != 0) {
    formed += cells.cells;
    count_form(quality.form, cells.cells, *this);
  }
  if (quality.kind == WrittenKind::integer || quality.kind == WrittenKind::decimal) {
    buckets[bucket_of(quality.number)] += cells.cells;
    negative += cells_if(quality.number < 0, cells.cells);
    fine += cells_if(quality.decimals >= 5, cells.cells);
  }
  static const std::uint64_t kNothing = hash64("", kFoldedSeed);
  folded.add(value.folded == 0 ? kNothing : value.folded);
}

void ColumnQuality::merge(const ColumnQuality& other) {
  for (auto count :
       {&ColumnQuality::filled, &ColumnQuality::empty, &ColumnQuality::null_words,
        &ColumnQuality::errors, &ColumnQuality::padded, &ColumnQuality::odd_spaces,
        &ColumnQuality::control, &ColumnQuality::lost_characters, &ColumnQuality::mojibake,
        &ColumnQuality::dirty, &ColumnQuality::unreadable, &ColumnQuality::iso_dates,
        &ColumnQuality::impossible_dates, &ColumnQuality::ambiguous_dates, &ColumnQuality::negative,
        &ColumnQuality::fine, &ColumnQuality::future_days, &ColumnQuality::before_1900,
        &ColumnQuality::formed})
    this->*count += other.*count;
  for (std::size_t kind = 0; kind < kWrittenKinds; ++kind)
    kinds[kind] += other.kinds[kind];
  if (other.first_day != 0)
    first_day = first_day == 0 ? other.first_day : std::min(first_day, other.first_day);
  last_day = std::max(last_day, other.last_day);
  last_past_day = std::max(last_past_day, other.last_past_day);
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

}  // namespace aval
