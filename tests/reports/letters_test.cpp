// Letters, the council note and the yearly report.

#include "reports/letters.h"

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "reports/yearly.h"
#include "tests/reports/sample_decision.h"
#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

Json canteen() {
  return Json::parse(read_file(std::string(AVAL_SOURCE_DIR) + "/docs/examples/cas-cantine.json"));
}

UseCaseDossier dossier_of(const Json& usecase) {
  UseCaseDossier dossier;
  dossier.usecase = usecase.dump();
  dossier.date = "2026-11-24";
  dossier.usecase_ref = {"usecase", "gaspillage-cantine", 3, std::string(64, 'a'), "2026-11-20"};
  dossier.decision = sample_decision("no_go");
  return dossier;
}

std::string letter(const Json& usecase, Language language) {
  return render_paper(extract_letter(dossier_of(usecase), "cantine", load_embedded_policy_pack()),
                      ReportFormat::md, language);
}

Json with_source(const Json& changes) {
  Json usecase = canteen();
  usecase["sources"][0].merge_patch(changes);
  return usecase;
}

}  // namespace

TEST_CASE("the letter asks for the fields needed on the ground of the contract",
          "[reports][letters]") {
  const Json fields = {{"fields_needed", {"date", "effectif"}}};
  const std::string internal = letter(with_source(fields), Language::fr);
  CHECK_THAT(internal, Catch::Contains("Note interne") && Catch::Contains("effectif") &&
                           !Catch::Contains("L3131"));
  // A note to one's own department has no closing formula of a letter.
  CHECK_THAT(internal, Catch::Contains("Note préparée") && !Catch::Contains("agréer"));
  Json concession = fields;
  concession["holder"] = "dsp";
  concession["contract"] = {{"type", "concession"}, {"consultation_on", "2019-02-01"}};
  // The words of CCP L3131-2, first paragraph, from LEGI.
  CHECK_THAT(letter(with_source(concession), Language::fr),
             Catch::Contains("le concessionnaire fournit à l'autorité concédante") &&
                 Catch::Contains("Je vous prie d'agréer") && Catch::Contains("L3131-2") &&
                 Catch::Contains("3 avril 2026"));
  concession["contract"]["consultation_on"] = "2014-02-01";
  CHECK_THAT(letter(with_source(concession), Language::fr),
             Catch::Contains("préparer le renouvellement") && Catch::Contains("par accord") &&
                 Catch::Contains("tenu de transmettre les données et bases de données"));
  concession["contract"]["waiver_L3131_3"] = true;
  CHECK_THAT(letter(with_source(concession), Language::en), Catch::Contains("waiver"));
  Json market = fields;
  market["holder"] = "dsp";
  market["contract"] = {{"type", "market"}, {"clause", "CCAP art. 12"}};
  CHECK_THAT(letter(with_source(market), Language::fr),
             Catch::Contains("CCAP art. 12") && !Catch::Contains("L3131"));
}

TEST_CASE("a letter without fields, or for open data, is refused with the way out",
          "[reports][letters]") {
  Json none = canteen();
  none["sources"][0].erase("fields_needed");
  CHECK_THROWS_WITH(letter(none, Language::fr), Catch::Contains("fields_needed"));
  CHECK_THROWS_WITH(
      letter(with_source({{"holder", "open"}, {"fields_needed", {"x"}}}), Language::fr),
      Catch::Contains("nobody to ask"));
  CHECK_THROWS_AS(extract_letter(dossier_of(canteen()), "absent", sample_policies()), Error);
}

TEST_CASE("the council note tells results against targets, lessons and means",
          "[reports][letters]") {
  Json usecase = canteen();
  usecase["evaluations"] = {
      {{"on", "2026-11-02"},
       {"results", {{{"indicator", "Grammes jetés par repas"}, {"value", 58.5}}}},
       {"lesson", "Les sorties scolaires expliquent la moitié des écarts"}}};
  const std::string note =
      render_paper(council_note(dossier_of(usecase)), ReportFormat::md, Language::fr);
  for (const char* part : {"58,5", "cible atteinte", "Les sorties scolaires", "1\u202f200", "6184"})
    CHECK_THAT(note, Catch::Contains(part));
  const std::string page =
      render_paper(council_note(dossier_of(usecase)), ReportFormat::html, Language::fr);
  CHECK_THAT(page, Catch::Contains("<a href=\"#evidence-1\">[1]</a>") &&
                       Catch::Contains("<li id=\"evidence-1\">"));
}

TEST_CASE("the decision letter opens with the opinion and its reasons", "[reports][letters]") {
  const Paper paper = decision_letter(dossier_of(canteen()), sample_policies());
  CHECK(paper.verdict.fr == "Avis défavorable (NO-GO)");
  CHECK(paper.reasons.size() == 2);
}

TEST_CASE("the yearly report counts opinions of the year and says what it leaves out",
          "[reports][letters]") {
  YearlyInputs inputs;
  inputs.year = "2026";
  inputs.date = "2026-12-31";
  inputs.usecases.push_back(
      {{"usecase", "gaspillage-cantine", 1, "", "2026-01-05"}, canteen().dump()});
  for (const char* date : {"2025-12-31", "2026-01-01", "2026-06-01"}) {
    Json decision = Json::parse(sample_decision("go_with_conditions"));
    decision["date"] = date;
    inputs.decisions.push_back(
        {{"decision", "gaspillage-cantine/G2", 1, "", date}, decision.dump()});
  }
  const std::string report =
      render_paper(yearly_paper(inputs, sample_policies()), ReportFormat::md, Language::fr);
  CHECK_THAT(report, Catch::Contains("| 2 |") && Catch::Contains("UC-03") &&
                         Catch::Contains("violations de données"));
}

TEST_CASE("open conditions of the yearly report carry their owner and due date",
          "[reports][letters]") {
  YearlyInputs inputs;
  inputs.year = "2026";
  inputs.date = "2026-12-31";
  Json decision = Json::parse(sample_decision("go_with_conditions"));
  inputs.decisions.push_back(
      {{"decision", "gaspillage-cantine/G2", 1, "", "2026-06-01"}, decision.dump()});
  const auto report = [&] {
    return render_paper(yearly_paper(inputs, sample_policies()), ReportFormat::md, Language::fr);
  };
  CHECK_THAT(report(), Catch::Contains("à désigner"));
  const Json conditions = {
      {{"policy", "UC-03"}, {"owner", "Directrice des ressources"}, {"due_on", "2027-03-31"}}};
  inputs.adoptions.push_back({{"adopted_decision", "gaspillage-cantine/G2", 1, "", "2026-06-02"},
                              Json{{"conditions", conditions}}.dump()});
  CHECK_THAT(report(),
             Catch::Contains("Directrice des ressources") && Catch::Contains("31 mars 2027"));
  // What the dossier says now holds over what was said at the decision.
  for (Json& result : decision["results"])
    if (result["result"] == "condition")
      result["follow_up"] = {{"owner", "Pilote"}, {"due_on", "2027-01-15"}};
  inputs.decisions.front().content = decision.dump();
  CHECK_THAT(report(), Catch::Contains("Pilote") && Catch::Contains("15 janvier 2027"));
}

}  // namespace aval
