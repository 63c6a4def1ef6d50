// What every form of the report must hold, and what none may let through.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "reports/html_writer.h"
#include "reports/text_lines.h"
#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

constexpr ReportFormat kFormats[] = {ReportFormat::text,  ReportFormat::json, ReportFormat::html,
                                     ReportFormat::sarif, ReportFormat::csv,  ReportFormat::md};

std::string french(const AuditReport& report, ReportFormat format) {
  return render_report(report, format, Language::fr);
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r';
  });
}

}  // namespace

TEST_CASE("same report, same bytes, in every form", "[reports]") {
  for (const ReportFormat format : kFormats)
    CHECK(french(sample_report(), format) == french(sample_report(), format));
}

TEST_CASE("the verdict and the first finding open what people read", "[reports]") {
  for (const ReportFormat format : {ReportFormat::text, ReportFormat::md, ReportFormat::html}) {
    const std::string out = french(sample_report(), format);
    const std::string body = format == ReportFormat::html ? out.substr(out.find("<body>")) : out;
    CHECK(body.find("Données sensibles") < body.find("Santé"));
    CHECK(body.find("Santé") < body.find("Numéro de sécurité sociale"));
    CHECK(body.find("Numéro de sécurité sociale") < body.find("Prochaine étape"));
    CHECK_THAT(body, !Catch::Contains("aucune donnée personnelle dans"));
  }
}

TEST_CASE("text found outside the tables is scanned but never printed", "[reports]") {
  for (const ReportFormat format : kFormats)
    CHECK_THAT(french(sample_report(), format), !Catch::Contains("Texte-Secret"));
}

TEST_CASE("no form lets a control character or a bidirectional override through", "[reports]") {
  for (const ReportFormat format : kFormats) {
    const std::string out = french(sample_hostile_report(), format);
    CHECK_FALSE(has_control(out));
    CHECK(is_utf8(out));
    if (format != ReportFormat::json)
      CHECK_THAT(out, !Catch::Contains("\u202E"));
  }
}

TEST_CASE("a hostile column name is text in HTML", "[reports][html]") {
  const std::string out = french(sample_hostile_report(), ReportFormat::html);
  CHECK_THAT(out, !Catch::Contains("<script"));
  CHECK_THAT(out, !Catch::Contains("<img"));
  CHECK_THAT(out, !Catch::Contains("<b>"));
  CHECK_THAT(out, Catch::Contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(out.find("</style>") == out.rfind("</style>"));
}

TEST_CASE("the HTML report asks for nothing outside itself", "[reports][html]") {
  const std::string out = french(sample_report(), ReportFormat::html);
  for (const char* forbidden : {"<script", "src=", "<link", "url(", "@import", "http://",
                                "https://", "<iframe", " style=", "onclick"})
    CHECK_THAT(out, !Catch::Contains(forbidden));
  CHECK_THAT(out, Catch::Contains("default-src &#39;none&#39;; style-src &#39;sha256-"));
  CHECK_THAT(out, Catch::Contains("<html lang=\"fr\">"));
}

TEST_CASE("a hostile column name is no formula in CSV", "[reports][csv]") {
  const std::string out = french(sample_hostile_report(), ReportFormat::csv);
  CHECK_THAT(out, Catch::Contains(",'=cmd"));
  CHECK_THAT(out, !Catch::Contains(",=cmd"));
}

TEST_CASE("CSV has one line a finding and ends lines as RFC 4180 says", "[reports][csv]") {
  const std::string out = french(sample_report(), ReportFormat::csv);
  CHECK(std::count(out.begin(), out.end(), '\n') == 6);
  CHECK_THAT(out, Catch::StartsWith("source,table,columns,"));
  CHECK_THAT(out,
             Catch::Contains("\r\ncantine.csv,cantine,nir,3,fr.nir,nir,direct,critical,0.97,"));
}

TEST_CASE("a hostile column name makes no markup in Markdown", "[reports][md]") {
  const std::string out = french(sample_hostile_report(), ReportFormat::md);
  CHECK_THAT(out, !Catch::Contains("<script"));
  CHECK_THAT(out, !Catch::Contains(" [lien]("));
  CHECK_THAT(out, Catch::Contains("\\[lien\\]"));
}

TEST_CASE("SARIF gives one result a finding, with its fingerprint and its columns",
          "[reports][sarif]") {
  const Json json = parse_json(french(sample_report(), ReportFormat::sarif), "sarif");
  CHECK(json["version"] == "2.1.0");
  const Json& run = json["runs"][0];
  REQUIRE(run["results"].size() == 5);
  const Json& result = run["results"][0];
  CHECK(result["ruleId"] == "fr.nir");
  CHECK(result["level"] == "error");
  const std::size_t index = result["ruleIndex"];
  CHECK(run["tool"]["driver"]["rules"][index]["id"] == "fr.nir");
  CHECK(result["partialFingerprints"]["avalFinding/v1"] == "0123456789abcdef0123456789abcde3");
  CHECK(result["locations"][0]["logicalLocations"][0]["name"] == "nir");
  CHECK(run["artifacts"][0]["hashes"]["sha-256"] == std::string(64, 'b'));
}

TEST_CASE("SARIF writes file names as URIs and tells what could not be read", "[reports][sarif]") {
  const Json json = parse_json(french(sample_hostile_report(), ReportFormat::sarif), "sarif");
  const Json& run = json["runs"][0];
  CHECK(run["artifacts"][0]["location"]["uri"] == "%3Cimg%20src%3Dx%3E%1B%5D0;x%07.csv");
  CHECK(run["invocations"][0]["executionSuccessful"] == false);
  CHECK(run["invocations"][0]["toolExecutionNotifications"].size() == 1);
}

TEST_CASE("colour comes to a terminal only when asked for", "[reports][text]") {
  const std::string plain = render_terminal(sample_report(), Language::fr, false);
  CHECK_FALSE(has_control(plain));
  CHECK(plain == french(sample_report(), ReportFormat::text));
  CHECK_THAT(render_terminal(sample_report(), Language::fr, true), Catch::Contains("\033["));
}

TEST_CASE("paragraphs of the terminal are no wider than eighty columns", "[reports][text]") {
  const std::string out = french(sample_clean_report(3), ReportFormat::text);
  for (const std::string_view line : split(out, '\n'))
    CHECK(count_code_points(line) <= 80);
}

TEST_CASE("no line of the terminal starts with a colon", "[reports][text]") {
  TextLines lines(false);
  lines.paragraph("", std::string(80, 'x') + " : suite", Ink::plain);
  CHECK_THAT(lines.take(), Catch::Contains("x :\nsuite"));
}

TEST_CASE("repairs and skipped rows are told with their rows", "[reports]") {
  for (const ReportFormat format : {ReportFormat::text, ReportFormat::md, ReportFormat::html}) {
    const std::string out = french(sample_clean_report(3), format);
    CHECK_THAT(out, Catch::Contains("12, 40, 77"));
    CHECK_THAT(out, Catch::Contains("Rien vu, lecture incomplète"));
  }
}

TEST_CASE("a distinct count under three is hidden from people and kept for machines", "[reports]") {
  AuditReport report = sample_report();
  report.sources[0].tables[0].scan.columns[4].distinct = 2;
  CHECK_THAT(french(report, ReportFormat::html), Catch::Contains("&lt;\u00a0"
                                                                 "3"));
  CHECK_THAT(french(report, ReportFormat::json), Catch::Contains("\"distinct\": 2"));
}

TEST_CASE("the writer of HTML escapes texts and attribute values", "[reports][html]") {
  HtmlWriter writer;
  writer.open(Tag::p, {{Attribute::id, "\"><script>"}});
  writer.text("a & b < c");
  const std::string out = writer.finish();
  CHECK_THAT(out, Catch::Contains("id=\"&quot;&gt;&lt;script&gt;\""));
  CHECK_THAT(out, Catch::Contains("a &amp; b &lt; c</p>"));
  CHECK_THROWS_AS(HtmlWriter().style("</style><script>"), Error);
}

TEST_CASE("several sources get a summary and sources left out are named", "[reports]") {
  AuditReport report = sample_report();
  report.sources.push_back(sample_clean_report(0).sources[0]);
  report.not_audited.push_back({"plan.pdf", {"format non lu", "format not read"}});
  const std::string out = french(report, ReportFormat::html);
  CHECK_THAT(out, Catch::Contains("Source par source"));
  CHECK_THAT(out, Catch::Contains("plan.pdf"));
  CHECK_THAT(french(report, ReportFormat::text), Catch::Contains("plan.pdf : format non lu"));
}

}  // namespace aval
