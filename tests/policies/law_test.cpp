// The law as data, its coverage, and the DPIA screening.
#include <algorithm>

#include "policies/coverage.h"
#include "policies/screening.h"
#include "tests/policies/dossier.h"

namespace aval {
namespace {

const PolicyPack& french() {
  static const PolicyPack kPack = load_embedded_policy_pack();
  return kPack;
}

const LawText& law(const std::string& cited_as) {
  for (const LawText& text : french().law)
    if (text.cited_as == cited_as)
      return text;
  throw std::runtime_error(cited_as);
}

Screening screened(const Json& dossier) {
  return screen_dpia(french(), collect_facts(french(), inputs_of(dossier, "G3")));
}

const CriterionAnswer& criterion(const Screening& screening, const std::string& id) {
  for (const CriterionAnswer& answer : screening.criteria)
    if (answer.id == id)
      return answer;
  throw std::runtime_error(id);
}

bool holds_item(const std::vector<ListItem>& items, int number) {
  return std::any_of(items.begin(), items.end(),
                     [&](const ListItem& item) { return item.item == number; });
}

}  // namespace

TEST_CASE("a source names its articles", "[policies][law]") {
  using List = std::vector<std::string>;
  CHECK(cited_articles(law("RGPD"), "RGPD art. 35(1)") == List{"35"});
  CHECK(cited_articles(law("RGPD"), "RGPD art. 44 à 49") ==
        List{"44", "45", "46", "47", "48", "49"});
  CHECK(cited_articles(law("RGPD"), "RGPD cons. 42") == List{"cons. 42"});
  CHECK(cited_articles(law("CRPA"), "CRPA art. L312-1-2, al. 2") == List{"L312-1-2"});
  CHECK(cited_articles(law("LIL"), "LIL art. 4, 5°") == List{"4"});
  CHECK(cited_articles(law("Loi"), "Loi 2000-321 art. 10") == List{"2000-321 art. 10"});
  CHECK(cited_articles(law("LIL"), "RGPD art. 4(1)").empty());
}

TEST_CASE("the paragraph that is cited is quoted in its official words", "[policies][law]") {
  // OJ L 119 of 4.5.2016, p. 53 (French).
  const auto quotes = quotes_of(french().law, "RGPD art. 35(2)");
  REQUIRE(quotes.size() == 1);
  CHECK(quotes.at(0).words ==
        "2. Lorsqu'il effectue une analyse d'impact relative à la protection des données, le "
        "responsable du traitement demande conseil au délégué à la protection des données, si un "
        "tel délégué a été désigné.");
  CHECK(quotes.at(0).origin.fr.find("EUR-Lex") != std::string::npos);
  // Article 99(2): applicable from 25 May 2018.
  CHECK(quotes.at(0).origin.fr.find("2018-05-25") != std::string::npos);
  CHECK(quotes_of(french().law, "EDPB 01/2025 (projet)").empty());
}

TEST_CASE("the wording of every article that a rule cites is kept, where its text is held",
          "[policies][law]") {
  for (const Policy& policy : french().policies)
    for (const std::string& source : policy.sources) {
      if (source.find("non détenu") != std::string::npos)
        continue;
      for (const LawText& text : french().law)
        for (const std::string& number : cited_articles(text, source)) {
          INFO(policy.id << " " << source);
          CHECK(std::any_of(text.articles.begin(), text.articles.end(),
                            [&](const LawArticle& article) { return article.number == number; }));
        }
    }
}

TEST_CASE("coverage names articles with rules, articles without, and cases of each rule",
          "[policies][law]") {
  const LegalCoverage coverage = legal_coverage(french(), load_policy_cases(""));
  const auto article_30 = std::find_if(
      coverage.with_rules.begin(), coverage.with_rules.end(),
      [](const ArticleCoverage& item) { return item.law == "RGPD" && item.article == "30"; });
  REQUIRE(article_30 != coverage.with_rules.end());
  CHECK(article_30->rules == std::vector<std::string>{"REG-01", "REG-02", "REG-03"});
  const std::vector<std::string>& without = coverage.without.at("RGPD");
  CHECK(std::find(without.begin(), without.end(), "99") != without.end());
  CHECK(std::find(without.begin(), without.end(), "30") == without.end());
  CHECK(coverage.cases.size() == french().policies.size());
  for (const auto& [rule, counts] : coverage.cases) {
    INFO(rule);
    CHECK(counts.size() >= 3);
  }
}

TEST_CASE("screening shows nine criteria, suggests and never answers", "[policies][screening]") {
  Json dossier = base_dossier();
  dossier["usecase"].erase("dpia");
  dossier["datasets"][0]["columns"].push_back(
      {{"name", "allergie"}, {"type", "health"}, {"gdpr", "special"}, {"confidence", 0.95}});
  const Screening screening = screened(dossier);
  REQUIRE(screening.criteria.size() == 9);
  for (const CriterionAnswer& answer : screening.criteria)
    CHECK_FALSE(answer.answer.has_value());
  CHECK(screening.met == 0);
  CHECK_FALSE(criterion(screening, "sensitive_data").suggestions.empty());
  CHECK_FALSE(criterion(screening, "vulnerable_persons").suggestions.empty());
  CHECK(criterion(screening, "matching").suggestions.empty());
  CHECK(screening.dp01.result == PolicyResult::missing);
  CHECK(holds_item(screening.exempt, 10));
}

TEST_CASE("two datasets suggest matching, a recorded item stays named", "[policies][screening]") {
  Json dossier = base_dossier();
  Json other = dossier.at("datasets").at(0), source = dossier.at("usecase").at("sources").at(0);
  other["id"] = "autre";
  source["dataset"] = "autre";
  dossier["datasets"].push_back(other);
  dossier["usecase"]["sources"].push_back(source);
  dossier["usecase"]["dpia"]["required_list_items"] = {13};
  dossier["usecase"]["title"] = "Instruire une demande de logement social";
  const Screening screening = screened(dossier);
  CHECK_FALSE(criterion(screening, "matching").suggestions.empty());
  CHECK(criterion(screening, "vulnerable_persons").answer == true);
  CHECK(holds_item(screening.required, 12));
  CHECK(holds_item(screening.required, 13));
  CHECK(screening.dp02.result == PolicyResult::block);
  const Json json = parse_json(render_screening_json(screening, Language::en), "screening");
  CHECK(json.at("conclusion").at("DP-02") == "block");
  CHECK(json.at("exempt_list").at("status") == "to_confirm");
  CHECK(render_screening_text(french(), screening, Language::fr).find("NEUF CRITÈRES") == 0);
}

}  // namespace aval
