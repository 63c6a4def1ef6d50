#include "audit/scan/content_measure.h"

#include <algorithm>
#include <array>

namespace aval {
namespace {

// Numbers of files and persons; codes of places, phones, bodies repeat for good reasons.
bool may_be_identifier(ColumnType type) {
  constexpr std::array kTypes = {ColumnType::none, ColumnType::other, ColumnType::other_person_id,
                                 ColumnType::staff_id, ColumnType::student_id};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// A declared key, or a column nearly all different that reads as an identifier: one that repeats
// more is the identifier of something else.
bool is_key_to_measure(const TableScan& table, const KeyCount& key) {
  constexpr std::uint64_t kMostRepeated = 20;  // one in so many
  if (key.columns.empty() || table.rows < 2)
    return false;
  if (key.declared)
    return true;
  const std::size_t column = key.columns.front();
  return column < table.columns.size() && may_be_identifier(table.columns[column].type) &&
         key.rows > 0 && key.repeated * kMostRepeated <= key.rows &&
         (table.rows - key.rows) * kMostRepeated <= table.rows;
}

std::uint32_t months_between(std::uint32_t from, std::uint32_t to) {
  const auto months = [](std::uint32_t day) { return day / 10000 * 12 + day / 100 % 100; };
  if (to <= from)
    return 0;
  return months(to) - months(from) - (to % 100 < from % 100 ? 1U : 0U);
}

// Cells that are a year and no more, among dates.
std::uint64_t bare_years(const ColumnQuality& quality) {
  static const std::uint64_t kYear = judge_quality("2000").form;
  const auto found = quality.forms.find(kYear);
  return found == quality.forms.end() ? 0 : found->second;
}

}  // namespace

void measure_key(const TableScan& table, const TableQuality* counts, MeasureList& list) {
  const auto is_key = [&](const ColumnScan& column) {
    return column.distinct_exact && column.filled == table.rows && column.distinct == table.rows;
  };
  const auto single = std::find_if(table.columns.begin(), table.columns.end(), is_key);
  std::vector<std::size_t> columns;
  bool estimated = false;
  if (single != table.columns.end()) {
    columns = {single->index};
  } else if (counts != nullptr && counts->proven_key) {
    columns = *counts->proven_key;
  } else if (counts != nullptr && !counts->key_candidates.empty()) {
    columns = counts->key_candidates.front();
    estimated = !counts->sample.is_whole();
  }
  QualityMeasure& measure = list.share("key", columns.empty() ? 0 : 1, table.rows > 1 ? 1 : 0);
  if (table.rows < 2)
    return;
  measure.columns = std::move(columns);
  measure.estimated = estimated;
}

std::uint64_t broken_keys(const TableScan& table, const TableQuality& counts) {
  const KeyCount& key = counts.key;
  return is_key_to_measure(table, key) ? table.rows - key.rows + key.repeated : 0;
}

void measure_keys_broken(const TableScan& table, const TableQuality& counts, MeasureList& list) {
  if (!is_key_to_measure(table, counts.key))
    return;
  QualityMeasure& measure = list.share("keys_broken", broken_keys(table, counts), table.rows);
  measure.columns = counts.key.columns;
  measure.guessed = !counts.key.declared;
}

void measure_currentness(const TableScan& table, const TableQuality& counts, MeasureList& list) {
  EventSpan events;
  std::size_t newest = 0;
  for (std::size_t c = 0; c < counts.columns.size() && c < table.columns.size(); ++c) {
    const ColumnQuality& column = counts.columns[c];
    if (!column.is_of_dates() || table.columns[c].type == ColumnType::birth_date ||
        column.last_past_day <= events.newest_day)
      continue;
    newest = c;
    events = {column.last_past_day, column.first_day / 10000, column.last_past_day / 10000,
              months_between(column.last_past_day, counts.today)};
  }
  if (events.newest_day == 0 || counts.today == 0)
    return;
  list.value("currentness", std::nullopt);
  QualityMeasure& measure = list.last();
  measure.columns = {newest};
  measure.events = events;
}

void measure_precision(const ColumnScan& column, const ColumnQuality& quality, MeasureList& list) {
  const std::uint64_t numbers =
      quality.cells_of(WrittenKind::integer) + quality.cells_of(WrittenKind::decimal);
  if (column.position && column.position->in_degrees && quality.is_of_numbers())
    list.share("precision", quality.fine, numbers);
  if (quality.is_of_dates() && !quality.too_many_forms)
    list.share("precision", quality.cells_of(WrittenKind::date),
               quality.cells_of(WrittenKind::date) + bare_years(quality));
}

void measure_references(const TableQuality& counts, std::vector<QualityMeasure>& measures) {
  for (const ReferenceCount& reference : counts.references)
    MeasureList(measures, reference.column).share("references", reference.known, reference.of);
}

}  // namespace aval
