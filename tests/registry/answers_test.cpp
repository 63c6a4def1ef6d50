// A dossier filled in answer by answer, and the questions that are left.

#include "registry/answers.h"

#include <set>

#include <nlohmann/json.hpp>

#include "registry/documents.h"
#include "registry/questions.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

Json usecase_schema() {
  return parse_json(document_schema("usecase"), "usecase");
}

Json empty_dossier() {
  return Json{{"schema", "aval.usecase/1"}, {"id", "essai"}, {"title", "Essai"}};
}

std::vector<Problem> answer(Json& document, const std::vector<Answer>& answers) {
  return apply_answers(document, usecase_schema(), answers);
}

}  // namespace

TEST_CASE("answers are typed by the schema", "[answers]") {
  Json dossier = empty_dossier();
  REQUIRE(answer(dossier, {{"time_to_first_result_months", "4"},
                           {"further_use", "oui"},
                           {"new_basis", "null"},
                           {"purposes", "Prévoir ; Compter"},
                           {"evaluation_plan.next_on", "31/03/2027"},
                           {"deployment.tool", "Tableur"},
                           {"sources.cantine.paid.cost_euros", "1200,50"}})
              .empty());
  CHECK(dossier.at("time_to_first_result_months") == 4);
  CHECK(dossier.at("further_use") == true);
  CHECK(dossier.at("new_basis").is_null());
  CHECK(dossier.at("purposes") == Json({"Prévoir", "Compter"}));
  CHECK(dossier.at("evaluation_plan").at("next_on") == "2027-03-31");
  CHECK(dossier.at("sources")[0] ==
        Json{{"dataset", "cantine"}, {"paid", {{"cost_euros", 1200.5}}}});
  CHECK(check_document("usecase", dossier, "f").empty());
}

TEST_CASE("entries of a list are added, named and numbered", "[answers]") {
  Json dossier = empty_dossier();
  REQUIRE(answer(dossier, {{"stakeholders.+.name", "Adjointe"},
                           {"stakeholders.+.literacy", "2"},
                           {"stakeholders.+.name", "Service"},
                           {"stakeholders.+.literacy", "3"}})
              .empty());
  REQUIRE(dossier.at("stakeholders").size() == 2);
  CHECK(dossier.at("stakeholders")[1].at("literacy") == 3);
  REQUIRE(
      answer(dossier, {{"stakeholders.Adjointe.decides", "yes"}, {"stakeholders.2.decides", "no"}})
          .empty());
  CHECK(dossier.at("stakeholders")[0].at("decides") == true);
  CHECK(dossier.at("stakeholders")[1].at("decides") == false);
  REQUIRE(answer(dossier, {{"stakeholders.1.decides", ""}}).empty());
  CHECK_FALSE(dossier.at("stakeholders")[0].contains("decides"));
}

TEST_CASE("a dataset may have dots in its name", "[answers]") {
  Json dossier = empty_dossier();
  dossier["sources"] = Json::array({{{"dataset", "cantine.v2"}}});
  REQUIRE(answer(dossier, {{"sources.cantine.v2.holder", "department"}}).empty());
  CHECK(dossier.at("sources").size() == 1);
  CHECK(dossier.at("sources")[0].at("holder") == "department");
}

TEST_CASE("an answer that does not fit is told with its field", "[answers]") {
  Json dossier = empty_dossier();
  const std::vector<Problem> problems = answer(dossier, {{"colour", "red"},
                                                         {"further_use", "perhaps"},
                                                         {"time_to_first_result_months", "soon"},
                                                         {"sources.cantine.holder", "nobody"},
                                                         {"stakeholders", "Adjointe"},
                                                         {"id", "autre"},
                                                         {"impacts.3.text", "x"}});
  std::vector<std::string> places;
  for (const Problem& problem : problems)
    places.push_back(problem.place);
  CHECK(places == std::vector<std::string>{"colour", "further_use", "time_to_first_result_months",
                                           "sources.cantine.holder", "stakeholders", "id",
                                           "impacts.3.text"});
  CHECK_THAT(problems[3].message.en, Catch::Contains("department"));
}

TEST_CASE("no more than fifteen answers come before the first useful page", "[questions]") {
  // Amendment 20 of the method.
  const std::vector<OpenQuestion> questions = open_questions(empty_dossier(), "G1");
  CHECK(questions.size() <= kQuestionsAtOnce);
  CHECK(questions.front().field == "public_policy");
  Json dossier = empty_dossier();
  std::vector<Answer> answers;
  for (const OpenQuestion& question : questions) {
    const bool dataset = question.field.ends_with("dataset");
    answers.push_back({question.field, !question.words.empty() ? question.words.front()
                                       : dataset               ? "cantine"
                                                               : "3"});
  }
  REQUIRE(answer(dossier, answers).empty());
  CHECK(check_document("usecase", dossier, "f").empty());
  CHECK(open_questions(dossier, "G1").empty());
}

TEST_CASE("every question names a field of the schema", "[questions]") {
  const Json schema = usecase_schema();
  std::set<std::string> gates;
  Json all = empty_dossier();
  all["sources"] =
      Json::array({{{"dataset", "d"}, {"holder", "dsp"}, {"contract", {{"type", "concession"}}}},
                   {{"dataset", "p"}, {"holder", "paid"}},
                   {{"dataset", "m"}, {"contract", {{"type", "market"}}}}});
  all["publication"] = {{"intent", "open"}};
  for (const OpenQuestion& question : open_questions(all, "GR")) {
    INFO(question.field);
    gates.insert(question.gate);
    Json copy = all;
    const std::string field = question.field;
    const std::vector<Problem> problems = answer(copy, {{field, ""}});
    CHECK(problems.empty());
    CHECK_FALSE(question.question.fr.empty());
    CHECK_FALSE(question.who.en.empty());
  }
  CHECK(gates == std::set<std::string>{"G1", "G2", "G3", "G4", "GR"});
}

TEST_CASE("null is an answer, and what holds no answer is asked", "[questions]") {
  Json dossier = empty_dossier();
  dossier["lead"] = nullptr;
  for (const OpenQuestion& question : open_questions(dossier, "G1"))
    CHECK(question.field != "lead");
}

TEST_CASE("data literacy has five levels with a sentence each", "[questions]") {
  for (int level = 0; level <= 4; ++level) {
    CHECK_FALSE(literacy_sentence(level).fr.empty());
    CHECK_FALSE(literacy_sentence(level).en.empty());
  }
  CHECK(literacy_sentence(5).fr.empty());
}

}  // namespace aval
