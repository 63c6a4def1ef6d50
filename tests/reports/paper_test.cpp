// Dossiers and register extracts, from documents to pages.

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/register_paper.h"
#include "tests/reports/sample_decision.h"
#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

std::string example(const std::string& name) {
  return read_file(std::string(AVAL_SOURCE_DIR) + "/docs/examples/" + name);
}

UseCaseDossier canteen_dossier(const std::string& verdict) {
  UseCaseDossier dossier;
  dossier.usecase = example("cas-cantine.json");
  dossier.date = "2026-11-24";
  dossier.activities = {"Restauration scolaire"};
  dossier.datasets.push_back({"cantine", sample_report(), 2, 1});
  if (!verdict.empty())
    dossier.decision = sample_decision(verdict);
  return dossier;
}

std::string page_of(const UseCaseDossier& dossier, ReportFormat format) {
  return render_paper(usecase_paper(dossier, sample_policies()), format, Language::fr);
}

}  // namespace

TEST_CASE("a dossier opens with the verdict, its reasons and the next action",
          "[reports][dossier]") {
  const Paper paper = usecase_paper(canteen_dossier("no_go"), sample_policies());
  CHECK(paper.verdict.fr == "Avis défavorable (NO-GO)");
  REQUIRE(paper.reasons.size() == 2);
  CHECK(paper.reasons[0].title.fr == "Données sensibles sans exception (SP-01)");
  CHECK(paper.reasons[0].subject.fr == "Bloque : jeu de données cantine");
  CHECK(paper.reasons[0].law.fr == "RGPD art. 9(2)");
  CHECK(paper.next_action.fr == "Retirer la donnée ou justifier l'exception.");
}

TEST_CASE("the first page of a dossier tells what a person set aside, why and on whose opinion",
          "[reports][dossier]") {
  UseCaseDossier dossier = canteen_dossier("no_go");
  Json decision = Json::parse(dossier.decision);
  decision["rejected_findings"] = Json::array(
      {{{"dataset", "cantine"},
        {"fingerprint", "0123456789abcdef0123456789abcdef"},
        {"type", "health"},
        {"gdpr", "special"},
        {"columns", {"menu"}},
        {"reason", "Intitulés de plats"},
        {"author", "Service restauration"},
        {"date", "2026-11-10"},
        {"dpo_opinion", {{"sense", "favourable"}, {"by", "DPO"}, {"on", "2026-11-09"}}}}});
  dossier.decision = decision.dump();
  for (const ReportFormat format : {ReportFormat::html, ReportFormat::md}) {
    const std::string page = page_of(dossier, format);
    const auto told = page.find("Constats écartés par une personne");
    REQUIRE(told != std::string::npos);
    CHECK(told < page.find("Pourquoi"));
    for (const char* part : {"menu", "Intitulés de plats", "Service restauration",
                             "10 novembre 2026", "avis du DPO favorable", "9 novembre 2026"})
      CHECK_THAT(page, Catch::Contains(part));
  }
  CHECK_THAT(page_of(canteen_dossier("no_go"), ReportFormat::html),
             !Catch::Contains("Constats écartés"));
}

TEST_CASE("a rule that this version cannot examine says so", "[reports][dossier]") {
  UseCaseDossier dossier = canteen_dossier("go");
  Json decision = Json::parse(dossier.decision);
  decision["verdict"] = "incomplete";
  for (const char* policy : {"RT-01", "SE-01"})
    decision["results"].push_back({{"policy", policy},
                                   {"subject", "usecase:gaspillage-cantine"},
                                   {"result", "missing"},
                                   {"sources", Json::array()},
                                   {"remedy", ""},
                                   {"reason", "not_built"}});
  dossier.decision = decision.dump();
  const Paper paper = usecase_paper(dossier, sample_policies());
  REQUIRE(paper.reasons.size() == 1);
  CHECK_THAT(paper.reasons[0].title.fr, Catch::Contains("ne sait pas encore examiner"));
  CHECK(paper.reasons[0].subject.fr == "RT-01, SE-01");
}

TEST_CASE("what is missing stands under who can answer it", "[reports][dossier]") {
  UseCaseDossier dossier = canteen_dossier("incomplete");
  Json decision = Json::parse(dossier.decision);
  decision["missing"] =
      Json::array({{{"fact", "a"}, {"question", "Première ?"}, {"who", "le DPO"}},
                   {{"fact", "b"}, {"question", "Deuxième ?"}, {"who", "le pilote"}},
                   {{"fact", "c"}, {"question", "Troisième ?"}, {"who", "le DPO"}},
                   {{"fact", "d"}, {"question", "Quatrième ?"}}});
  dossier.decision = decision.dump();
  const Paper paper = usecase_paper(dossier, sample_policies());
  const auto section =
      std::find_if(paper.sections.begin(), paper.sections.end(), [](const PaperSection& one) {
        return one.title.fr == "Ce qui manque, et qui peut répondre";
      });
  REQUIRE(section != paper.sections.end());
  REQUIRE(section->lists.size() == 3);
  CHECK(section->lists[0].title.fr == "Le DPO");
  REQUIRE(section->lists[0].items.size() == 2);
  CHECK(section->lists[0].items[1].fr == "Troisième ?");
  CHECK(section->lists[2].title.fr == "À qui revient la réponse : à désigner");
  for (const ReportFormat format : {ReportFormat::html, ReportFormat::md})
    for (const char* question : {"Première", "Deuxième", "Troisième", "Quatrième"})
      CHECK_THAT(page_of(dossier, format), Catch::Contains(question));
}

TEST_CASE("the dossier names the rules that are met, its annex gives them with their law",
          "[reports][dossier]") {
  const UseCaseDossier dossier = canteen_dossier("no_go");
  CHECK_THAT(page_of(dossier, ReportFormat::md), Catch::Contains("règle satisfaite") &&
                                                     Catch::Contains("UC-01 : cas d'usage") &&
                                                     !Catch::Contains("méthode, étape 1"));
  const std::string annex =
      render_paper(usecase_annex(dossier, sample_policies()), ReportFormat::md, Language::fr);
  CHECK_THAT(annex, Catch::Contains("méthode, étape 1") && Catch::Contains("SP-02") &&
                        Catch::Contains("RGPD art. 9(2)"));
}

TEST_CASE("the annex holds whole the articles that the dossier cuts", "[reports][dossier]") {
  const UseCaseDossier dossier = canteen_dossier("no_go");
  const PolicyPack pack = load_embedded_policy_pack();
  const std::string words = quotes_of(pack.law, "RGPD art. 9(2)").at(0).words;
  REQUIRE(words.size() > 400);
  const auto quoted = [](const Paper& paper) {
    std::string all;
    for (const PaperSection& section : paper.sections)
      for (const PaperQuote& quote : section.quotes)
        all += quote.words;
    return all;
  };
  CHECK_THAT(quoted(usecase_paper(dossier, pack)),
             Catch::Contains("[…]") && !Catch::Contains(words));
  CHECK_THAT(quoted(usecase_annex(dossier, pack)),
             Catch::Contains(words) && !Catch::Contains("[…]"));
}

TEST_CASE("each verdict has its words", "[reports][dossier]") {
  CHECK(usecase_paper(canteen_dossier("go"), sample_policies()).verdict.fr ==
        "Avis favorable (GO)");
  CHECK(usecase_paper(canteen_dossier("go_with_conditions"), sample_policies()).verdict.fr ==
        "Avis favorable sous réserve (GO avec conditions)");
  CHECK(usecase_paper(canteen_dossier("incomplete"), sample_policies()).verdict.fr ==
        "Dossier incomplet");
  CHECK(usecase_paper(canteen_dossier(""), sample_policies()).verdict.fr == "Dossier sans avis");
}

// The audit of the file comes before what only the audit can tell.
TEST_CASE("reasons of one gravity follow the order of the method", "[reports][dossier]") {
  UseCaseDossier dossier = canteen_dossier("incomplete");
  Json decision = Json::parse(dossier.decision);
  decision["scope"] = "usecase";
  for (const char* policy : {"DP-01", "SC-01"})
    decision["results"].push_back({{"policy", policy},
                                   {"subject", "dataset:cantine"},
                                   {"result", "missing"},
                                   {"facts", Json::object()},
                                   {"sources", Json::array()},
                                   {"remedy", ""}});
  dossier.decision = decision.dump();
  const PolicyPack policies = load_embedded_policy_pack();
  const Paper paper = usecase_paper(dossier, policies);
  REQUIRE(paper.reasons.size() >= 2);
  CHECK_THAT(paper.reasons[0].title.fr, Catch::Contains("SC-01"));
  CHECK_THAT(paper.reasons[1].title.fr, Catch::Contains("DP-01"));
  CHECK(paper.next_action.fr == find_policy(policies, "SC-01")->remedy.fr);
}

TEST_CASE(
    "a column that no row fills is left out, a caption that repeats its heading is heard only",
    "[reports]") {
  Paper paper;
  paper.subject = {"Sujet", "Subject"};
  PaperSection section;
  section.title = {"Destinataires", "Recipients"};
  PaperTable table;
  table.caption = section.title;
  table.headers = {{"Destinataire", "Recipient"}, {"Pays", "Country"}, {"Nature", "Kind"}};
  table.rows = {{{"Service", "Department"}, {}, {"interne", "internal"}},
                {{"Trésor public", "Treasury"}, {}, {}}};
  section.tables = {table};
  paper.sections = {section};
  const std::string page = render_paper(paper, ReportFormat::html, Language::fr);
  CHECK_THAT(page, !Catch::Contains("Pays") && Catch::Contains("interne"));
  CHECK_THAT(page, Catch::Contains("<caption class=\"heard\">Destinataires"));
  const std::string markdown = render_paper(paper, ReportFormat::md, Language::fr);
  CHECK_THAT(markdown, !Catch::Contains("Pays") && !Catch::Contains("### Destinataires"));
}

TEST_CASE("an incomplete dossier asks the first question of the one who can answer",
          "[reports][dossier]") {
  const Paper paper = usecase_paper(canteen_dossier("incomplete"), sample_policies());
  CHECK_THAT(paper.next_action.fr, Catch::Contains("Quelle est la licence ?") &&
                                       Catch::Contains("peut répondre : le service"));
  const std::string page = page_of(canteen_dossier("incomplete"), ReportFormat::md);
  CHECK_THAT(page, Catch::Contains("Ce qui manque, et qui peut répondre"));
}

TEST_CASE("the five steps follow in order", "[reports][dossier]") {
  for (const ReportFormat format : {ReportFormat::html, ReportFormat::md}) {
    const std::string page = page_of(canteen_dossier("no_go"), format);
    std::size_t last = 0;
    for (const char* step : {"Étape 1", "Étape 2", "Étape 3", "Étape 4", "Étape 5"}) {
      const std::size_t at = page.find(step);
      REQUIRE(at != std::string::npos);
      CHECK(at > last);
      last = at;
    }
    CHECK(page.find("NO-GO") < page.find("Étape 1"));
  }
}

TEST_CASE("a source tells what its audit saw and who reviewed it", "[reports][dossier]") {
  const std::string page = page_of(canteen_dossier("no_go"), ReportFormat::md);
  CHECK_THAT(page, Catch::Contains("Données sensibles, 412 lignes lues sur 412, le 24 novembre "
                                   "2026, 2\u00a0constats confirmés, 1\u00a0constat écarté"));
  UseCaseDossier unseen = canteen_dossier("no_go");
  unseen.datasets[0].scan.reset();
  CHECK_THAT(page_of(unseen, ReportFormat::md), Catch::Contains("jamais audité"));
}

TEST_CASE("an answer not given is told apart from none", "[reports][dossier]") {
  const Json document = Json::parse(R"({"a": null, "b": [], "c": "no", "d": true})");
  CHECK(value_in_words(document, "absent").fr == "à renseigner");
  CHECK(value_in_words(document, "a").fr == "aucun");
  CHECK(value_in_words(document, "b").fr == "aucun");
  CHECK(value_in_words(document, "c").fr == "non");
  CHECK(value_in_words(document, "d").fr == "oui");
  CHECK(free_text(document, "c").fr == "no");
}

TEST_CASE("what a user wrote is text in a dossier", "[reports][dossier]") {
  UseCaseDossier dossier = canteen_dossier("no_go");
  Json usecase = Json::parse(dossier.usecase);
  usecase["title"] = "<script>alert(1)</script>";
  usecase["lead"] = "[lien](javascript:x) | \x1b[2J";
  dossier.usecase = usecase.dump();
  const std::string html = page_of(dossier, ReportFormat::html);
  CHECK_THAT(html, !Catch::Contains("<script"));
  CHECK_THAT(html, !Catch::Contains("\x1b"));
  CHECK_THAT(page_of(dossier, ReportFormat::md),
             !Catch::Contains("<script") && !Catch::Contains(" [lien]("));
}

TEST_CASE("every word of the closed lists of the documents has a label", "[reports][dossier]") {
  for (const char* kind : {"usecase", "activity", "organisation"}) {
    const Json schema =
        load_json(std::string(AVAL_SOURCE_DIR) + "/registry/schemas/" + kind + ".schema.json");
    const Json flat = schema.flatten();
    for (const auto& [pointer, value] : flat.items()) {
      if (pointer.find("/enum/") == std::string::npos || !value.is_string())
        continue;
      const auto word = value.get<std::string>();
      // Letters of article 9(2) and of article 49, and D312-1-3 items, stand for themselves.
      const bool code = word.size() == 1;
      INFO(kind << " " << pointer << " " << word);
      CHECK((code || find_word_label(word)));
    }
  }
}

TEST_CASE("the register extract counts what is validated and shows each activity",
          "[reports][register]") {
  RegisterExtract extract;
  extract.date = "2026-11-24";
  extract.organisation = example("organisation.json");
  extract.activities = {example("activite-cantine.json"), example("activite-mobilite.json")};
  const Paper paper = register_paper(extract);
  CHECK(paper.verdict.fr == "Registre des activités de traitement");
  CHECK(paper.sections.size() == 3);
  const std::string page = render_paper(paper, ReportFormat::md, Language::fr);
  CHECK_THAT(page, Catch::Contains("2\u00a0activités au titre de l'article 30"));
  CHECK_THAT(page, Catch::Contains("mission d'intérêt public"));
  CHECK_THAT(page, Catch::Contains("12 mois"));
}

}  // namespace aval
