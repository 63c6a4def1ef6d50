#include "audit/workspace/publish_sheet.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/table/number_text.h"
#include "audit/table/source.h"
#include "audit/workspace/scan_sources.h"

namespace aval {
namespace {

constexpr double kCountsAsPresent = 0.8;  // design.md section 7

bool is_personal(const Finding& finding) {
  return !finding.suppression && finding.gdpr != Gdpr::none && finding.gdpr != Gdpr::org;
}

// The strongest personal finding that nobody set aside; 0 without any.
double strongest_finding(const SourceAudit& source) {
  double strongest = 0;
  for (const TableAudit& table : source.tables)
    for (const Finding& finding : table.scan.findings)
      if (is_personal(finding))
        strongest = std::max(strongest, finding.confidence);
  return strongest;
}

bool only_counts(const SourceAudit& source) {
  return std::all_of(source.tables.begin(), source.tables.end(),
                     [](const TableAudit& table) { return table.scan.grain == Grain::count; });
}

// The columns of the file where the schema expects people.
Json expected_people(const SheetBasis& basis) {
  Json list = Json::array();
  for (const std::string& column : column_names(basis.source)) {
    const RecognisedField* field = find_field(*basis.guess->schema, column);
    if (field != nullptr && field->person)
      list.push_back(
          {{"column", column}, {"types", field->person->types}, {"text", field->person->text}});
  }
  return list;
}

// What the standard itself answers.
void add_schema_answers(const SheetBasis& basis, Json& sheet) {
  const RecognisedSchema& schema = *basis.guess->schema;
  const Json known = parse_json(schema.sheet, schema.id);
  for (const char* key : {"form", "ground", "text", "item_d312", "open_to_everyone", "legal_basis",
                          "legal_texts", "redistribution", "count_columns", "profile", "duty_text"})
    if (known.contains(key))
      sheet[key] = known.at(key);
  if (known.contains("third_party_rights"))
    sheet["third_party_rights"] = {{"held", known.at("third_party_rights")},
                                   {"agreement", nullptr}};
  sheet["recognised_schema"] = schema.id;
  sheet["personal_columns"] = expected_people(basis);
  sheet["schema_valid"] = basis.schema_valid;
  // A standard has columns that may stay empty: completeness says nothing beyond the check.
  sheet["quality"] = {{"completeness_min", 0.001},
                      {"completeness_hard_min", 0.001},
                      {"schema_errors", basis.schema_errors}};
}

// Without a standard, only what the scan shows.
void add_scan_answers(const SheetBasis& basis, Json& sheet) {
  const double strongest = strongest_finding(basis.source);
  sheet["form"] = only_counts(basis.source) ? "aggregated" : "raw";
  if (strongest == 0)
    sheet["ground"] = "no_personal_data";
  else if (strongest >= kCountsAsPresent)
    sheet["ground"] = nullptr;  // people are there, and no ground was given
  sheet["personal_columns"] = Json::array();
  sheet["quality"] = Json::object();
}

std::string producer_of(const SheetBasis& basis) {
  if (!basis.organisation.empty())
    return basis.organisation;
  if (!basis.guess)
    return {};
  const Json known = parse_json(basis.guess->schema->sheet, basis.guess->schema->id);
  const std::string wanted = known.value("producer_column", std::string());
  for (const std::string& column : column_names(basis.source))
    if (!wanted.empty() && find_field(*basis.guess->schema, column) != nullptr &&
        find_field(*basis.guess->schema, column)->name == wanted)
      return "colonne " + column;
  return {};
}

void add_metadata(const SheetBasis& basis, Json& sheet) {
  const std::string title = basis.guess ? basis.guess->schema->title.fr : basis.source.info.name;
  sheet["title"] = title;
  sheet["metadata"] = {{"title", title}, {"description", title}, {"updated_on", basis.today}};
  if (const std::string producer = producer_of(basis); !producer.empty())
    sheet["metadata"]["source"] = producer;
}

bool is_filled(const SourceAudit& source, const std::string& column) {
  for (const TableAudit& table : source.tables)
    for (const ColumnScan& scan : table.scan.columns)
      if (scan.name == column && scan.filled > 0)
        return true;
  return false;
}

}  // namespace

std::vector<std::string> column_names(const SourceAudit& source) {
  std::vector<std::string> names;
  for (const TableAudit& table : source.tables)
    for (const ColumnScan& column : table.scan.columns)
      names.push_back(column.name_doubtful ? "" : column.name);
  return names;
}

bool has_nothing_to_read(const SheetBasis& basis, const Json& sheet) {
  if (!basis.guess || !basis.guess->missing.empty() || !basis.guess->extra.empty() ||
      !basis.schema_valid || basis.source.tables.size() != 1 ||
      !basis.source.tables.front().scan.info.extra_text.empty())
    return false;
  std::set<std::string> expected;
  for (const Json& entry : sheet.value("personal_columns", Json::array()))
    expected.insert(entry.at("column").get<std::string>());
  const TableScan& scan = basis.source.tables.front().scan;
  for (const Finding& finding : scan.findings)
    for (const std::size_t column : finding.columns)
      if (is_personal(finding) &&
          (column >= scan.columns.size() || !expected.contains(scan.columns[column].name)))
        return false;
  for (const std::string& column : column_names(basis.source)) {
    const RecognisedField* field = find_field(*basis.guess->schema, column);
    if (field == nullptr ||
        (field->free_text && field->required_by.empty() && is_filled(basis.source, column)))
      return false;
  }
  return true;
}

void apply_answers(const SheetAnswers& answers, const std::string& today, Json& sheet) {
  const auto set = [&sheet](const char* key, const std::string& value) {
    if (!value.empty())
      sheet[key] = value;
  };
  set("licence", answers.licence);
  set("ground", answers.ground);
  set("text", answers.text);
  set("form", answers.form);
  set("objection_route", answers.objection);
  if (!answers.information.empty())
    sheet["information"] = {{"given", true}, {"on", today}, {"reference", answers.information}};
  if (!answers.producer.empty())
    sheet["metadata"]["source"] = answers.producer;
  if (!answers.count_columns.empty())
    sheet["count_columns"] = answers.count_columns;
  if (!answers.dominance.empty())
    sheet["dominance_max"] = std::stod(answers.dominance);
  if (!answers.diversity.empty())
    sheet["l_min"] = std::stoul(answers.diversity);
  if (!answers.secrets_read_by.empty())
    sheet["secrets_311"] = {{"checked", true},
                            {"by", answers.secrets_read_by},
                            {"on", today},
                            {"found", false},
                            {"masked", nullptr}};
  if (answers.own_data) {
    sheet["redistribution"] = "yes";
    sheet["third_party_rights"] = {{"held", "no"}, {"agreement", nullptr}};
  }
  if (answers.ground == "law" && !answers.text.empty()) {
    sheet["legal_basis"] = "legal_obligation";
    sheet["legal_texts"] = {answers.text};
  }
}

Json prefilled_sheet(const SheetBasis& basis, const SheetAnswers& answers) {
  // The freest licence of the decree's list (CRPA D323-2-1) is proposed; L323-1 requires none.
  Json sheet{{"schema", "aval.publication/1"},
             {"id", basis.id},
             {"dataset", basis.id},
             {"intent", "open"},
             {"licence", "lov2"}};
  if (basis.guess)
    add_schema_answers(basis, sheet);
  else
    add_scan_answers(basis, sheet);
  add_metadata(basis, sheet);
  apply_answers(answers, basis.today, sheet);
  return sheet;
}

std::optional<std::uint64_t> smallest_count(const std::string& uri,
                                            const std::vector<std::string>& columns) {
  std::set<std::string> wanted;
  for (const std::string& column : columns)
    wanted.insert(fold(trim(column)));
  const RulePack pack = load_requested_rules("");
  const Source source = open_source(uri, source_options(ScanRequest{}, pack));
  std::optional<std::uint64_t> smallest;
  for (const auto& reader : source.tables) {
    Batch batch;
    while (reader->next(batch))
      for (std::size_t column = 0; column < batch.columns.size(); ++column)
        if (column < reader->info().columns.size() &&
            wanted.contains(fold(trim(reader->info().columns[column].name))))
          for (const std::string_view cell : batch.columns[column])
            if (const auto count = parse_count(trim(cell)); count && *count > 0)
              smallest = std::min(smallest.value_or(*count), *count);
  }
  return smallest;
}

}  // namespace aval
