#include "audit/scan/quality_measure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/scan/content_measure.h"
#include "audit/scan/measure_list.h"

namespace aval {
namespace {

std::uint64_t most_common(const std::map<std::uint64_t, std::uint64_t>& forms) {
  std::uint64_t most = 0;
  for (const auto& [form, cells] : forms)
    most = std::max(most, cells);
  return most;
}

// A number that names something: nothing lies far out of its bulk.
bool may_have_outliers(const ColumnScan& column, const ColumnQuality& quality) {
  constexpr std::uint64_t kLeastCells = 50;
  return quality.filled >= kLeastCells && quality.is_of_numbers() &&
         (column.type == ColumnType::none || column.type == ColumnType::other ||
          column.type == ColumnType::income || column.type == ColumnType::age) &&
         column.distinct < column.filled;
}

// The middle of a bucket of column_quality.cpp.
double number_of_bucket(int bucket) {
  if (bucket == 0)
    return 0;
  const int size = std::abs(bucket) - 1;
  const double number = std::ldexp(0.5 + (size % 16 + 0.5) / 32, size / 16 - 1100);
  return bucket < 0 ? -number : number;
}

// The bucket that holds the value at that share of the numbers, smallest first.
int bucket_at(const std::map<int, std::uint64_t>& buckets, std::uint64_t total, double share) {
  std::uint64_t seen = 0;
  for (const auto& [bucket, cells] : buckets) {
    seen += cells;
    if (static_cast<double>(seen) >= share * static_cast<double>(total))
      return bucket;
  }
  return buckets.empty() ? 0 : buckets.rbegin()->first;
}

// Numbers beyond three times the distance of the quartiles (Tukey's outer fences).
void measure_outliers(const ColumnQuality& quality, MeasureList& list) {
  std::uint64_t total = 0, beyond = 0;
  for (const auto& [bucket, cells] : quality.buckets)
    total += cells;
  const double low = number_of_bucket(bucket_at(quality.buckets, total, 0.25));
  const double high = number_of_bucket(bucket_at(quality.buckets, total, 0.75));
  for (const auto& [bucket, cells] : quality.buckets) {
    const double number = number_of_bucket(bucket);
    if (high > low && (number < low - 3 * (high - low) || number > high + 3 * (high - low)))
      beyond += cells;
  }
  list.share("outliers", beyond, total);
}

// Numbers and addresses of which a rule tells a right one from a wrong one: no list of names does.
bool has_rule_of_form(ColumnType type) {
  constexpr std::array kTypes = {ColumnType::email_personal,
                                 ColumnType::email_generic,
                                 ColumnType::phone,
                                 ColumnType::nir,
                                 ColumnType::tax_id,
                                 ColumnType::iban,
                                 ColumnType::bank_card,
                                 ColumnType::siren_siret,
                                 ColumnType::rna,
                                 ColumnType::vat_id,
                                 ColumnType::vehicle_plate,
                                 ColumnType::id_document,
                                 ColumnType::health_professional_id,
                                 ColumnType::student_id,
                                 ColumnType::ip_address,
                                 ColumnType::device_id};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// The share of values that the rule of the column's type takes, beyond chance.
void measure_checksum(const ColumnScan& column, MeasureList& list) {
  if (!has_rule_of_form(column.type))
    return;
  for (const Evidence& evidence : column.evidence) {
    if (evidence.by != EvidenceKind::values || evidence.against || evidence.checked == 0 ||
        evidence.chance >= 1)
      continue;
    list.share("validity", evidence.matched, evidence.checked);
    const double passes =
        static_cast<double>(evidence.matched) / static_cast<double>(evidence.checked);
    list.value("checksum", std::max(0.0, (passes - evidence.chance) / (1 - evidence.chance)));
    return;
  }
}

void measure_dates(const ColumnScan& column, const ColumnQuality& quality, MeasureList& list) {
  const std::uint64_t dates = quality.cells_of(WrittenKind::date);
  list.share("possible_dates", dates - quality.impossible_dates, dates);
  list.share("iso_dates", quality.iso_dates, dates);
  list.share("future_dates", quality.future_days, dates);
  if (column.type == ColumnType::birth_date)
    list.share("plausibility",
               dates - quality.impossible_dates - quality.future_days - quality.before_1900, dates);
}

bool is_documented(const TableScan& table, std::size_t column) {
  return column < table.info.columns.size() && !table.info.columns[column].comment.empty();
}

void measure_column(const TableScan& table, std::size_t index, const ColumnQuality* quality,
                    std::vector<QualityMeasure>& measures) {
  const ColumnScan& column = table.columns[index];
  MeasureList list(measures, index);
  const std::uint64_t filled = quality != nullptr ? quality->filled : column.filled;
  list.share("completeness", filled, table.rows);
  list.share("uniqueness", std::min(column.distinct, column.filled), column.filled);
  list.share("documented", is_documented(table, index) ? 1 : 0, 1);
  measure_checksum(column, list);
  if (quality == nullptr || quality->filled == 0)
    return;
  list.share("type_purity", *std::max_element(quality->kinds.begin(), quality->kinds.end()),
             quality->filled);
  if (quality->formed * 2 > quality->filled && !quality->is_of_numbers()) {
    if (quality->too_many_forms)
      list.untold("format_consistency");
    else
      list.value("format_consistency", ratio_of(most_common(quality->forms), quality->formed));
  }
  list.share("clean_text", quality->filled - quality->dirty, quality->filled);
  if (quality->cells_of(WrittenKind::text) * 2 > quality->filled && column.distinct_exact) {
    const std::uint64_t folded = std::min(quality->folded.estimate(), column.distinct);
    list.share("case_variants", column.distinct - folded, column.distinct);
  }
  if (quality->is_of_dates())
    measure_dates(column, *quality, list);
  if (may_have_outliers(column, *quality))
    measure_outliers(*quality, list);
  measure_precision(column, *quality, list);
}

// Names that are there, once, without padding or line ends.
void measure_headers(const TableScan& table, MeasureList& list) {
  std::uint64_t sound = 0, documented = 0;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string& name = table.columns[c].name;
    const auto same = std::count_if(table.columns.begin(), table.columns.end(),
                                    [&](const ColumnScan& other) { return other.name == name; });
    sound +=
        !name.empty() && same == 1 && name.find_first_of("\r\n") == std::string::npos ? 1U : 0U;
    documented += is_documented(table, c) ? 1U : 0U;
  }
  list.share("headers", sound, table.columns.size());
  list.share("documented_columns", documented, table.columns.size());
}

void measure_structure(const TableScan& table, MeasureList& list) {
  std::uint64_t ragged = 0;
  for (const char* repair : {"ragged_short", "ragged_long"})
    if (const auto found = table.stats.repairs.find(repair); found != table.stats.repairs.end())
      ragged += found->second.count;
  const std::uint64_t present = table.stats.rows + table.stats.skipped_rows;
  const std::uint64_t bad = std::min(present, ragged + table.stats.skipped_rows);
  list.share("coverage", table.stats.rows, present);
  list.share("structure", present - bad, present);
}

// Cells without a lost character or an accent damaged by a wrong encoding.
void measure_readable_text(const TableQuality& counts, MeasureList& list) {
  std::uint64_t filled = 0, damaged = 0;
  for (const ColumnQuality& column : counts.columns) {
    filled += column.filled;
    damaged += column.unreadable;
  }
  list.share("readable_text", filled - damaged, filled);
}

// Sizes at which programs stop: rows of old and new Excel (with a header or without).
void measure_truncation(const TableScan& table, MeasureList& list) {
  const std::uint64_t rows = table.stats.rows;
  const bool cut = rows == 65535 || rows == 65536 || rows == 1048575 || rows == 1048576;
  list.share("truncation", cut ? 1 : 0, 1);
}

}  // namespace

std::string_view name_of(QualityStatus status) {
  switch (status) {
    case QualityStatus::none:
      return "";
    case QualityStatus::ok:
      return "ok";
    case QualityStatus::watch:
      return "watch";
    case QualityStatus::insufficient:
      return "insufficient";
    case QualityStatus::unknown:
      return "unknown";
  }
  return "";
}

const std::vector<std::string_view>& measure_keys() {
  static const std::vector<std::string_view> kKeys = {"blank_rows",
                                                      "case_variants",
                                                      "checksum",
                                                      "clean_text",
                                                      "complete_rows",
                                                      "completeness",
                                                      "completeness_required",
                                                      "coverage",
                                                      "currentness",
                                                      "dependencies",
                                                      "documented",
                                                      "documented_columns",
                                                      "duplicate_entities",
                                                      "duplicate_rows",
                                                      "duplicate_rows_loose",
                                                      "expected_coverage",
                                                      "format_consistency",
                                                      "future_dates",
                                                      "headers",
                                                      "iso_dates",
                                                      "key",
                                                      "keys_broken",
                                                      "outliers",
                                                      "plausibility",
                                                      "possible_dates",
                                                      "precision",
                                                      "readable_text",
                                                      "references",
                                                      "rules",
                                                      "schema_conformity",
                                                      "structure",
                                                      "truncation",
                                                      "type_purity",
                                                      "uniqueness",
                                                      "validity"};
  return kKeys;
}

std::vector<QualityMeasure> measure_quality(const TableScan& table, const TableQuality* counts) {
  std::vector<QualityMeasure> measures;
  if (table.schema_only)
    return measures;
  MeasureList list(measures, std::nullopt);
  measure_structure(table, list);
  std::uint64_t filled = 0;
  for (const ColumnScan& column : table.columns)
    filled += column.filled;
  list.share("completeness", filled, table.rows * table.columns.size());
  list.share("duplicate_rows", table.quality.duplicate_rows, table.rows);
  if (counts != nullptr) {
    measure_readable_text(*counts, list);
    list.share("duplicate_rows_loose", counts->loose_duplicates, counts->rows);
    list.share("blank_rows", counts->blank_rows, counts->rows);
    if (counts->entities.rows > 0)
      list.share("duplicate_entities", counts->entities.duplicates, counts->entities.rows);
  }
  measure_key(table, counts, list);
  if (counts != nullptr) {
    measure_keys_broken(table, *counts, list);
    measure_currentness(table, *counts, list);
  }
  measure_headers(table, list);
  measure_truncation(table, list);
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    measure_column(table, c,
                   counts != nullptr && c < counts->columns.size() ? &counts->columns[c] : nullptr,
                   measures);
  if (counts != nullptr)
    measure_references(*counts, measures);
  return measures;
}

std::vector<QualityFinding> find_quality_faults(const TableScan& table,
                                                const TableQuality& counts) {
  std::vector<QualityFinding> faults;
  for (std::size_t c = 0; c < counts.columns.size() && c < table.columns.size(); ++c) {
    const ColumnQuality& column = counts.columns[c];
    const auto add = [&](const char* code, std::uint64_t cells) {
      if (cells > 0)
        faults.push_back({code, c, cells});
    };
    add("text.mojibake", column.mojibake);
    add("text.lost_character", column.lost_characters);
    add("text.control", column.control);
    add("text.spaces", column.padded + column.odd_spaces);
    add("excel.error", column.errors);
    if (column.is_of_dates()) {
      add("date.impossible", column.impossible_dates);
      if (column.ambiguous_dates == column.cells_of(WrittenKind::date) && column.filled > 1)
        add("date.ambiguous", column.ambiguous_dates);
      if (table.columns[c].type == ColumnType::birth_date)
        add("date.future", column.future_days);
      if (!column.too_many_forms && column.formed > most_common(column.forms))
        add("date.mixed", column.formed - most_common(column.forms));
    }
    for (const ReferenceCount& reference : counts.references)
      if (reference.column == c)
        add("code.unknown", reference.of - reference.known);
    if (const KeyCount& key = counts.key; !key.columns.empty() && key.columns.back() == c)
      add("key.broken", broken_keys(table, counts));
    if (table.rows > 0 && column.filled == 0)
      add("column.empty", table.rows);
    if (column.filled > 1 && table.columns[c].distinct == 1)
      add("column.constant", column.filled);
  }
  return faults;
}

}  // namespace aval
