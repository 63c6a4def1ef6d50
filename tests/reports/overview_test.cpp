// The first page: verdict, meaning, three findings, next action.
#include "reports/overview.h"

#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {

TEST_CASE("the first page opens with the gravest level of all sources", "[reports][overview]") {
  AuditReport report = sample_clean_report(0);
  CHECK(overview_of(report).verdict.fr == "Publiable en l'état");
  report.sources.push_back(sample_report().sources[0]);
  CHECK(overview_of(report).verdict.fr == "Données sensibles");
}

TEST_CASE("nothing seen in a file read in part is no green light", "[reports][overview]") {
  const AuditReport report = sample_clean_report(3);
  const Overview overview = overview_of(report);
  CHECK(overview.verdict.fr == "Rien vu, lecture incomplète");
  CHECK_THAT(overview.meaning.fr, Catch::Contains("412 lignes lues sur 415"));
  CHECK_THAT(overview.meaning.fr, Catch::Contains("pas un feu vert"));
}

TEST_CASE("a file of a folder that was not audited takes the green light away",
          "[reports][overview]") {
  AuditReport report = sample_clean_report(0);
  report.not_audited.push_back({"plan.pdf", {"format non lu", "format not read"}});
  CHECK_FALSE(overview_of(report).complete);
  CHECK(overview_of(report).verdict.en == "Nothing seen, reading incomplete");
}

TEST_CASE("absence is said of the rows read, never of the file", "[reports][overview]") {
  const AuditReport report = sample_clean_report(0);
  const Overview overview = overview_of(report);
  CHECK_THAT(overview.meaning.fr,
             Catch::Contains("Aucune donnée personnelle vue dans 412 lignes lues sur 412"));
}

TEST_CASE("a table without rows leaves nothing to judge", "[reports][overview]") {
  AuditReport report = sample_clean_report(0);
  report.sources[0].tables[0].scan.rows = 0;
  report.sources[0].tables[0].scan.stats.rows = 0;
  CHECK(overview_of(report).verdict.fr == "Rien à juger");
  const std::string page = render_report(report, ReportFormat::html, Language::fr);
  CHECK_THAT(page, !Catch::Contains("Publiable"));
}

TEST_CASE("a schema is said to hold no data, and never gets a green light", "[reports][overview]") {
  for (AuditReport report : {sample_report(), sample_clean_report(0)}) {
    report.sources.resize(1);
    report.failures.clear();
    report.not_audited.clear();
    for (TableAudit& table : report.sources[0].tables) {
      table.scan.schema_only = true;
      table.scan.rows = table.scan.stats.rows = 0;
      for (Finding& finding : table.scan.findings)
        finding.rows = 0;
      for (ColumnScan& column : table.scan.columns)
        column.filled = 0;
    }
    report.sources[0].coverage = 0;
    const Overview overview = overview_of(report);
    CHECK(overview.schema_only);
    CHECK_THAT(overview.verdict.fr, Catch::StartsWith("Schéma : "));
    CHECK_THAT(overview.meaning.fr,
               Catch::StartsWith("Schéma sans données : ce qui serait personnel."));
    for (const ReportFormat format : {ReportFormat::text, ReportFormat::html, ReportFormat::md}) {
      const std::string page = render_report(report, format, Language::en);
      CHECK_THAT(page, Catch::Contains("chema without data"));
      CHECK_THAT(page, !Catch::Contains("rows read") && !Catch::Contains("Publishable"));
    }
    const std::string json = render_report(report, ReportFormat::json, Language::fr);
    CHECK(parse_report(json, "r.json").sources[0].tables[0].scan.schema_only);
  }
}

TEST_CASE("three findings at most, the gravest first, of different kinds first",
          "[reports][overview]") {
  AuditReport report = sample_report();
  TableScan& table = report.sources[0].tables[0].scan;
  table.findings.push_back(sample_finding(5, ColumnType::nir, Gdpr::direct, Severity::critical));
  table.findings.back().rule = "fr.nir_in_text";
  const Overview overview = overview_of(report);
  REQUIRE(overview.headlines.size() == 3);
  CHECK(overview.headlines[0].finding->type == ColumnType::health);
  CHECK(overview.headlines[1].finding->type == ColumnType::nir);
  CHECK(overview.headlines[2].finding->type == ColumnType::last_name);
}

TEST_CASE("columns where the same rule found the same make one finding of the first page",
          "[reports][overview]") {
  AuditReport report = sample_report();
  TableScan& table = report.sources[0].tables[0].scan;
  table.findings = {sample_finding(0, ColumnType::last_name, Gdpr::direct, Severity::high),
                    sample_finding(1, ColumnType::last_name, Gdpr::direct, Severity::high)};
  const Overview overview = overview_of(report);
  REQUIRE(overview.headlines.size() == 1);
  CHECK(overview.headlines[0].place.fr == "colonnes nom et prénom");
}

TEST_CASE("an uncertain finding stands behind the sure ones", "[reports][overview]") {
  AuditReport report = sample_report();
  report.sources[0].tables[0].scan.findings[1].confidence = 0.6;
  CHECK(overview_of(report).headlines[0].finding->type == ColumnType::nir);
}

TEST_CASE("the next action names the columns and counts the others", "[reports][overview]") {
  CHECK_THAT(overview_of(sample_report()).next_action.fr,
             Catch::Contains("allergies, ainsi que les 4 autres colonnes signalées"));
}

TEST_CASE("offences are named as such, not as health", "[reports][overview]") {
  AuditReport report = sample_report();
  report.sources[0].tables[0].scan.columns[4].gdpr = Gdpr::criminal;
  CHECK_THAT(overview_of(report).meaning.fr, Catch::Contains("art. 10"));
  CHECK_THAT(overview_of(report).meaning.fr, !Catch::Contains("art. 9"));
}

TEST_CASE("people named by their role are told apart", "[reports][overview]") {
  AuditReport report = sample_report();
  report.sources[0].publication = Publication::personal;
  for (ColumnScan& column : report.sources[0].tables[0].scan.columns)
    column.gdpr = column.index == 0 ? Gdpr::professional : Gdpr::none;
  CHECK_THAT(overview_of(report).meaning.fr, Catch::Contains("au titre de leurs fonctions"));
}

}  // namespace aval
