// What changed since an earlier report, and how every form tells it.
#include "reports/baseline.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

TableScan& table_of(AuditReport& report) {
  return report.sources[0].tables[0].scan;
}

SinceBaseline state_of(const AuditReport& report, std::size_t finding) {
  return report.sources[0].tables[0].scan.findings[finding].since_baseline;
}

std::string french(const AuditReport& report, ReportFormat format) {
  return render_report(report, format, Language::fr);
}

TEST_CASE("the same report again changes nothing", "[baseline]") {
  AuditReport now = sample_report();
  compare_with_baseline(now, sample_report());
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(state_of(now, i) == SinceBaseline::unchanged);
  CHECK(now.baseline->gone.empty());
  CHECK(now.baseline->changes.empty());
  CHECK(now.baseline->same_rules);
  CHECK(publication_of_changes(now) == Publication::ok);
}

TEST_CASE("a finding that was not there is new, one no longer there is gone", "[baseline]") {
  AuditReport earlier = sample_report(), now = sample_report();
  table_of(earlier).findings.erase(table_of(earlier).findings.begin());  // no NIR then
  table_of(now).findings.pop_back();                                     // no birth date now
  compare_with_baseline(now, earlier);
  CHECK(state_of(now, 0) == SinceBaseline::appeared);
  CHECK(state_of(now, 1) == SinceBaseline::unchanged);
  REQUIRE(now.baseline->gone.size() == 1);
  CHECK(now.baseline->gone[0].columns == "date_naissance");
  CHECK(publication_of_changes(now) == Publication::personal);
}

TEST_CASE("a finding of another nature is updated, and counts as a change", "[baseline]") {
  AuditReport earlier = sample_report(), now = sample_report();
  table_of(earlier).findings[1].gdpr = Gdpr::quasi;
  table_of(earlier).columns[4].gdpr = Gdpr::quasi;
  compare_with_baseline(now, earlier);
  CHECK(state_of(now, 1) == SinceBaseline::updated);
  CHECK(publication_of_changes(now) == Publication::special);
  REQUIRE(now.baseline->changes.size() == 1);
  CHECK(now.baseline->changes[0].what == "gdpr");
  CHECK(now.baseline->changes[0].column == "allergies");
  CHECK(now.baseline->changes[0].before == "quasi");
  CHECK(now.baseline->changes[0].after == "special");
}

TEST_CASE("a column that moved in a file with another name is the same column", "[baseline]") {
  AuditReport earlier = sample_report(), now = sample_report();
  earlier.sources[0].info.uri = "2025/cantine-2025.csv";
  earlier.sources[0].info.name = "cantine-2025";
  table_of(earlier).name = "cantine-2025";
  for (Finding& finding : table_of(earlier).findings)
    finding.fingerprint = std::string(32, 'c');
  ColumnScan added = sample_column(6, "regime", ColumnType::none, Gdpr::none);
  table_of(now).columns.push_back(added);
  compare_with_baseline(now, earlier);
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(state_of(now, i) == SinceBaseline::unchanged);
  REQUIRE(now.baseline->changes.size() == 1);
  CHECK(now.baseline->changes[0].what == "column");
  CHECK(now.baseline->changes[0].before.empty());
}

TEST_CASE("a change of grain and of publication is told", "[baseline]") {
  AuditReport earlier = sample_report(), now = sample_report();
  table_of(earlier).grain = Grain::thing;
  earlier.sources[0].publication = Publication::ok;
  compare_with_baseline(now, earlier);
  std::vector<std::string> what;
  for (const AuditChange& change : now.baseline->changes)
    what.push_back(change.what + " " + change.before + " " + change.after);
  CHECK(what == std::vector<std::string>{"publication ok special", "grain thing person"});
}

TEST_CASE("new findings set aside do not count among the changes", "[baseline]") {
  AuditReport now = sample_report_set_aside();
  AuditReport earlier = sample_report();
  table_of(earlier).findings.erase(table_of(earlier).findings.begin() + 1);
  compare_with_baseline(now, earlier);
  CHECK(state_of(now, 1) == SinceBaseline::appeared);
  CHECK(publication_of_changes(now) == Publication::ok);
}

TEST_CASE("what was set aside is on the first page, with its reason and its end further down",
          "[baseline][suppressions]") {
  const AuditReport report = sample_report_set_aside();
  for (const ReportFormat format : {ReportFormat::text, ReportFormat::md, ReportFormat::html}) {
    std::string out = french(report, format);
    out = out.substr(format == ReportFormat::html ? out.find("<body>") : 0);
    const std::string flat = [&out] {
      std::string one;
      for (const char c : out)
        one += c == '\n' ? ' ' : c;
      return one;
    }();
    const auto notice = flat.find("constat écarté par une personne");
    CHECK(notice != std::string::npos);
    CHECK(notice < out.find("Prochaine étape"));
    CHECK_THAT(flat, Catch::Contains("Intitulés de menus"));
    CHECK_THAT(flat, Catch::Contains("Service restauration"));
    CHECK_THAT(flat, Catch::Contains("24 novembre 2027"));
    CHECK_THAT(flat, Catch::Contains("favorable avec réserve"));
    CHECK_THAT(flat, Catch::Contains("31 janvier 2026"));
    CHECK_THAT(flat, Catch::Contains("sans objet"));
    if (format != ReportFormat::text)
      CHECK_THAT(out, !Catch::Contains("menus <b>"));
    CHECK_THAT(flat, Catch::Contains("Données personnelles"));
  }
}

TEST_CASE("machines read what was set aside too", "[baseline][suppressions]") {
  const AuditReport report = sample_report_set_aside();
  const Json json = parse_json(french(report, ReportFormat::json), "report");
  const Json& finding = json["sources"][0]["tables"][0]["findings"][1];
  CHECK(finding["suppression"]["expires"] == "2027-11-24");
  CHECK(json["sources"][0]["publication"] == "personal");
  CHECK(json["suppressions"][1]["state"] == "expired");
  CHECK_THAT(french(report, ReportFormat::csv),
             Catch::Contains(",Intitulés de menus <b>,2027-11-24,"));
}

TEST_CASE("SARIF says of every result whether it is suppressed", "[baseline][sarif]") {
  AuditReport report = sample_report_set_aside();
  AuditReport earlier = sample_report();
  table_of(earlier).findings[0].rule = "fr.other";
  compare_with_baseline(report, earlier);
  const Json run = parse_json(french(report, ReportFormat::sarif), "sarif")["runs"][0];
  REQUIRE(run["results"].size() == 6);
  std::size_t suppressed = 0;
  for (const Json& result : run["results"]) {
    suppressed += result["suppressions"].size();
    CHECK(result.contains("baselineState"));
  }
  CHECK(suppressed == 1);
  CHECK(run["results"][1]["suppressions"][0]["justification"] == "Intitulés de menus <b>");
  CHECK(run["results"][0]["baselineState"] == "new");
  CHECK(run["results"][5]["baselineState"] == "absent");
}

}  // namespace
}  // namespace aval
