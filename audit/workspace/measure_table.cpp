#include "audit/workspace/measure_table.h"

#include <algorithm>
#include <map>

#include "audit/base/text.h"
#include "audit/scan/fault_severity.h"
#include "audit/scan/measure_list.h"
#include "audit/scan/row_measures.h"

namespace aval {
namespace {

// Names of required columns, folded, with what their field says is no value.
std::map<std::string, std::vector<std::string>> required_names(const MeasureBasis& basis) {
  std::map<std::string, std::vector<std::string>> names;
  if (basis.profile != nullptr)
    for (const std::string& name : basis.profile->required)
      names[fold(name)];
  if (basis.schema == nullptr)
    return names;
  const auto& key = basis.schema->primary_key;
  for (const FieldRules& field : basis.schema->fields)
    if (field.required || std::find(key.begin(), key.end(), field.name) != key.end())
      names[fold(field.name)] =
          field.has_own_missing_values ? field.missing_values : basis.schema->missing_values;
  return names;
}

// The columns that the schema, the profile or the database requires.
std::vector<RequiredColumn> required_columns(const TableScan& table, const MeasureBasis& basis) {
  const auto names = required_names(basis);
  std::vector<RequiredColumn> columns;
  for (const ColumnScan& column : table.columns) {
    const auto named = column.name_doubtful ? names.end() : names.find(fold(column.name));
    const bool in_key =
        column.index < table.info.columns.size() && table.info.columns[column.index].in_key;
    if (named != names.end())
      columns.push_back({column.index, named->second});
    else if (in_key)
      columns.push_back({column.index, {}});
  }
  return columns;
}

// Rules between places, whose lists are read for every row, and codes with their labels: of a long
// table, only what a use or another question has it read once more for.
bool is_read_in_passing(const RowRule& rule) {
  return rule.kind == RowRuleKind::commune_of_postcode ||
         rule.kind == RowRuleKind::insee_of_postcode || rule.kind == RowRuleKind::commune_of_insee;
}

bool asks_for_reading(const RowQuestions& questions, const TableScan& table,
                      const MeasureBasis& basis) {
  constexpr std::uint64_t kShortTable = 10000;  // rows
  return basis.profile != nullptr || table.rows <= kShortTable || !questions.required.empty() ||
         !questions.expected.empty() ||
         !std::all_of(questions.rules.begin(), questions.rules.end(), is_read_in_passing);
}

RowQuestions questions_of(const TableScan& table, const TableQuality& quality,
                          const MeasureBasis& basis) {
  RowQuestions questions{
      find_row_rules(table), find_label_pairs(table), required_columns(table, basis), {}, {}};
  for (const Expectation& expected : basis.expected)
    if (const auto column = column_of(expected, table))
      questions.expected.emplace_back(expected, *column);
  // A sample of the rows is enough to guess a key, not to rest a use on it.
  if (basis.profile != nullptr && !quality.sample.is_whole())
    questions.keys = quality.key_candidates;
  return questions;
}

std::optional<RowAnswers> ask_rows(const RowQuestions& questions, const TableScan& table,
                                   const MeasureBasis& basis) {
  if (questions.empty() || !basis.read_rows || !asks_for_reading(questions, table, basis))
    return std::nullopt;
  return basis.read_rows(questions);
}

// The first set that tells every row from the others.
void settle_key(const RowQuestions& questions, const RowAnswers& answers, TableQuality& quality) {
  if (questions.keys.empty())
    return;
  quality.key_candidates.clear();
  for (std::size_t k = 0; k < questions.keys.size() && !quality.proven_key; ++k)
    if (answers.key_repeats[k] == 0)
      quality.proven_key = questions.keys[k];
}

// What rows were not asked is told as such.
std::vector<QualityMeasure> unread_measures(const RowQuestions& questions) {
  std::vector<QualityMeasure> measures;
  MeasureList list(measures, std::nullopt);
  if (!questions.rules.empty())
    list.untold("rules");
  if (!questions.required.empty()) {
    list.untold("completeness_required");
    list.untold("complete_rows");
  }
  for (const ExpectedCount& expected : questions.expected) {
    list.untold("expected_coverage");
    list.last().columns = {expected.column()};
  }
  return measures;
}

void add_conformity(TableAudit& audit) {
  if (!audit.conformity)
    return;
  const CheckReport& report = audit.conformity->report;
  QualityMeasure measure{"schema_conformity", std::nullopt, std::nullopt,
                         report.rows - report.bad_rows, report.rows};
  if (report.rows > 0 && report.unchecked.empty())
    measure.value = static_cast<double>(measure.counted) / static_cast<double>(measure.of);
  measure.not_measured = !report.unchecked.empty();
  audit.measures.insert(audit.measures.begin(), measure);
}

// Keys that a schema declares, in place of what headers look like.
void add_declared_keys(const TableRules& schema, TableAudit& audit) {
  const bool declares = !schema.primary_key.empty() || !schema.unique_keys.empty() ||
                        !schema.foreign_keys.empty() ||
                        std::any_of(schema.fields.begin(), schema.fields.end(),
                                    [](const FieldRules& field) { return field.unique; });
  if (!declares || !audit.conformity || audit.conformity->report.rows == 0)
    return;
  const CheckReport& report = audit.conformity->report;
  std::uint64_t broken = 0;
  for (const char* code : {"primary-key", "unique-error", "foreign-key"})
    if (const auto found = report.counts.find(code); found != report.counts.end())
      broken += found->second;
  std::erase_if(audit.measures,
                [](const QualityMeasure& measure) { return measure.key == "keys_broken"; });
  std::erase_if(audit.scan.quality.findings,
                [](const QualityFinding& fault) { return fault.code == "key.broken"; });
  QualityMeasure measure{"keys_broken", std::nullopt, std::nullopt, std::min(broken, report.rows),
                         report.rows};
  measure.value = static_cast<double>(measure.counted) / static_cast<double>(measure.of);
  for (const ColumnScan& column : audit.scan.columns)
    if (std::find(schema.primary_key.begin(), schema.primary_key.end(), column.name) !=
        schema.primary_key.end())
      measure.columns.push_back(column.index);
  if (measure.counted > 0 && !measure.columns.empty())
    audit.scan.quality.findings.push_back({"key.broken", measure.columns.back(), measure.counted});
  audit.measures.insert(audit.measures.begin(), measure);
}

std::string day_text(std::uint32_t day) {
  const std::string digits = std::to_string(10000U * 10000U + day).substr(1);  // eight digits
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6);
}

// Whether the newest event is as recent as the frequency of the data has it.
void settle_currentness(const MeasureBasis& basis, TableAudit& audit) {
  for (QualityMeasure& measure : audit.measures) {
    if (measure.key != "currentness" || !measure.events || basis.frequency.empty())
      continue;
    const auto in_time =
        is_renewed_in_time(basis.frequency, day_text(measure.events->newest_day), basis.today);
    if (!in_time)
      continue;
    measure.value = *in_time ? 1 : 0;
    measure.counted = *in_time ? 1 : 0;
    measure.of = 1;
  }
}

}  // namespace

void measure_table(std::optional<TableQuality>& quality, const MeasureBasis& basis,
                   TableAudit& audit) {
  TableScan& scan = audit.scan;
  std::vector<QualityMeasure> of_rows;
  std::vector<QualityFinding> row_faults;
  if (quality) {
    const RowQuestions questions = questions_of(scan, *quality, basis);
    if (const auto answers = ask_rows(questions, scan, basis)) {
      settle_key(questions, *answers, *quality);
      of_rows = measure_rows(*answers, questions);
      row_faults = find_row_faults(*answers);
    } else {
      of_rows = unread_measures(questions);
    }
    for (QualityFinding& fault : find_quality_faults(scan, *quality))
      scan.quality.findings.push_back(std::move(fault));
  }
  audit.measures = measure_quality(scan, quality ? &*quality : nullptr);
  audit.measures.insert(audit.measures.begin(), of_rows.begin(), of_rows.end());
  scan.quality.findings.insert(scan.quality.findings.end(), row_faults.begin(), row_faults.end());
  add_conformity(audit);
  if (basis.schema != nullptr)
    add_declared_keys(*basis.schema, audit);
  settle_currentness(basis, audit);
  if (basis.profile != nullptr && !scan.schema_only) {
    audit.quality_profile = basis.profile->id;
    audit.quality_status = judge_measures(*basis.profile, basis.sampled, audit.measures);
  }
  rate_faults(audit.measures, scan.quality.findings);
}

}  // namespace aval
