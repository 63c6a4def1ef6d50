// The machine form of a scan report: promised keys, its schema, and the way back.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "reports/baseline.h"
#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

std::string json_of(const AuditReport& report) {
  return render_report(report, ReportFormat::json, Language::fr);
}

Json parsed(const AuditReport& report) {
  return parse_json(json_of(report), "report");
}

std::vector<std::string> keys_of(const OrderedJson& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items())
    keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("every promised key of aval.scan/1 stands in the report", "[reports][json]") {
  const Json json = parsed(sample_report());
  CHECK(json["schema"] == "aval.scan/1");
  CHECK(json["tool"]["version"] == "0.1.0");
  CHECK(json["rules"]["pack"] == "fr");
  const Json& source = json["sources"][0];
  for (const char* key : {"uri", "format", "bytes", "sha256", "encoding", "delimiter", "coverage",
                          "publication", "tables"})
    CHECK(source.contains(key));
  CHECK(source["publication"] == "special");
  const Json& table = source["tables"][0];
  CHECK(table["rows"] == 412);
  CHECK(table["grain"] == "person");
  CHECK(table["header_row"] == 3);
  CHECK(table["skipped_rows"] == 0);
  const Json& column = table["columns"][3];
  CHECK(column["name"] == "nir");
  CHECK(column["type"] == "nir");
  CHECK(column["gdpr"] == "direct");
  CHECK(column["evidence"][1]["matched"] == 391);
  const Json& finding = table["findings"][0];
  for (const char* key : {"rule", "columns", "type", "gdpr", "severity", "confidence", "rows",
                          "first_rows", "articles", "message", "remedy", "fingerprint"})
    CHECK(finding.contains(key));
  CHECK(table["risk"]["quasi_identifiers"][0] == "date_naissance");
  CHECK(table["risk"]["unique_rows"] == 388);
  CHECK(table["quality"]["completeness"] == 0.98);
}

TEST_CASE("the keys of a source come in the order of the design", "[reports][json]") {
  const OrderedJson json = OrderedJson::parse(json_of(sample_report()));
  CHECK(keys_of(json) ==
        std::vector<std::string>{"schema", "tool", "rules", "sources", "failures", "not_audited"});
  const auto columns = keys_of(json["sources"][0]["tables"][0]["columns"][0]);
  CHECK(columns == std::vector<std::string>{"index", "name", "label", "type", "gdpr", "confidence",
                                            "filled", "distinct", "evidence"});
}

TEST_CASE("every report fits its published schema", "[reports][json][schema]") {
  const Json schema = load_json(std::string(AVAL_SOURCE_DIR) + "/docs/schemas/scan.schema.json");
  AuditReport sampled = sample_report();
  sampled.sample = 100;
  sampled.sources[0].tables[0].scan.columns[0].distinct_exact = false;
  AuditReport nothing_read = sample_report();
  nothing_read.sources.clear();
  AuditReport compared = sample_report_set_aside();
  compare_with_baseline(compared, sample_clean_report(0));
  for (const AuditReport& report :
       {sample_report(), sample_clean_report(0), sample_clean_report(3), sample_hostile_report(),
        sampled, nothing_read, sample_report_set_aside(), compared}) {
    const auto problems = check_json(parsed(report), schema, "report");
    for (const Problem& problem : problems)
      UNSCOPED_INFO(problem.place << ": " << problem.message.en);
    CHECK(problems.empty());
  }
}

TEST_CASE("the schema names the closed lists of the program", "[reports][json][schema]") {
  const Json schema = load_json(std::string(AVAL_SOURCE_DIR) + "/docs/schemas/scan.schema.json");
  std::vector<std::string> types;
  for (const ColumnType type : all_column_types())
    types.emplace_back(name_of(type));
  std::vector<std::string> listed = schema["$defs"]["type"]["enum"];
  std::sort(types.begin(), types.end());
  std::sort(listed.begin(), listed.end());
  CHECK(types == listed);
}

TEST_CASE("a report read back gives the same bytes", "[reports][json]") {
  for (const AuditReport& report :
       {sample_report(), sample_clean_report(3), sample_hostile_report()}) {
    const std::string json = json_of(report);
    CHECK(json_of(parse_report(json, "report.json")) == json);
  }
}

TEST_CASE("measures and faults of quality are read back as they were written", "[reports]") {
  AuditReport report = sample_report();
  TableAudit& table = report.sources[0].tables[0];
  QualityMeasure key{"keys_broken", std::nullopt, 0.25, 103, 412};
  key.columns = {0, 3};
  key.guessed = true;
  QualityMeasure newest{"currentness", std::nullopt, std::nullopt};
  newest.columns = {2};
  newest.events = EventSpan{20250925, 2023, 2025, 13};
  QualityMeasure rules{"rules", std::nullopt, std::nullopt};
  rules.not_measured = true;
  table.measures = {key, newest, rules};
  table.scan.quality.findings = {{"key.broken", 3, 103, FaultSeverity::critical},
                                 {"column.constant", 5, 412, FaultSeverity::info}};
  const std::string json = json_of(report);
  CHECK(json_of(parse_report(json, "report.json")) == json);
  CHECK(json.find("20250925") == std::string::npos);  // a day may be a person's
  const TableAudit read = parse_report(json, "report.json").sources[0].tables[0];
  CHECK(read.measures[0].guessed);
  CHECK(read.measures[0].columns == std::vector<std::size_t>{0, 3});
  CHECK(read.measures[1].events->age_months == 13);
  CHECK(read.measures[2].not_measured);
  CHECK(read.scan.quality.findings[0].severity == FaultSeverity::critical);
}

TEST_CASE("a document that is no scan report is refused with its place and the key",
          "[reports][json]") {
  const auto refused = [](const std::string& text) {
    try {
      parse_report(text, "autre.json");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
      return error.place() + " " + error.message().fr;
    }
    return std::string("accepted");
  };
  CHECK_THAT(refused("{}"), Catch::Contains("autre.json") && Catch::Contains("schema"));
  CHECK_THAT(refused("[1]"), Catch::Contains("schema"));
  CHECK_THAT(refused("{\"schema\": \"aval.scan/1\"}"), Catch::Contains("tool"));
  Json json = parsed(sample_report());
  json["sources"][0]["tables"][0]["columns"][0]["type"] = "shoe_size";
  CHECK_THAT(refused(json.dump()), Catch::Contains("type"));
  json = parsed(sample_report());
  json["sources"][0]["tables"][0]["rows"] = -1;
  CHECK_THAT(refused(json.dump()), Catch::Contains("rows"));
}

TEST_CASE("a name that may be the first record is never printed", "[reports][json]") {
  AuditReport report = sample_report();
  for (ColumnScan& column : report.sources[0].tables[0].scan.columns)
    column.name_doubtful = true;
  report.sources[0].tables[0].scan.columns[0].name = "DURAND-PREMIERE-LIGNE";
  for (const ReportFormat format : {ReportFormat::text, ReportFormat::json, ReportFormat::html,
                                    ReportFormat::sarif, ReportFormat::csv, ReportFormat::md}) {
    const std::string out = render_report(report, format, Language::en);
    CHECK_THAT(out, !Catch::Contains("DURAND"));
    CHECK_THAT(out, Catch::Contains("column 1"));
  }
}

TEST_CASE("a column without header has an empty name and a label", "[reports][json]") {
  AuditReport report = sample_report();
  report.sources[0].tables[0].scan.columns[2].name = "";
  const Json json = parsed(report);
  CHECK(json["sources"][0]["tables"][0]["columns"][2]["name"] == "");
  CHECK(json["sources"][0]["tables"][0]["columns"][2]["label"] == "column 3");
}

TEST_CASE("coverage and completeness never round up to one", "[reports][json]") {
  AuditReport report = sample_report();
  report.sources[0].coverage = 0.99999999;
  report.sources[0].tables[0].scan.quality.completeness = 0.99999999;
  const Json json = parsed(report);
  CHECK(json["sources"][0]["coverage"] < 1.0);
  CHECK(json["sources"][0]["tables"][0]["quality"]["completeness"] < 1.0);
}

TEST_CASE("what was not measured is null, not zero", "[reports][json]") {
  const Json json = parsed(sample_clean_report(0));
  CHECK(json["sources"][0]["tables"][0]["risk"]["k"].is_null());
}

TEST_CASE("the language changes messages and reasons only", "[reports][json]") {
  Json french = parsed(sample_report());
  Json english =
      parse_json(render_report(sample_report(), ReportFormat::json, Language::en), "report");
  for (Json* json : {&french, &english})
    for (Json& finding : (*json)["sources"][0]["tables"][0]["findings"]) {
      finding.erase("message");
      finding.erase("remedy");
    }
  CHECK(french == english);
}

}  // namespace aval
