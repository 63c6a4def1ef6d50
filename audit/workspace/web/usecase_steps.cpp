#include "audit/workspace/web/usecase_steps.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/workspace/usecase_standing.h"
#include "audit/workspace/web/http.h"
#include "audit/workspace/web/shell.h"
#include "registry/questions.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

std::string first_key(const std::string& field) {
  return field.substr(0, field.find_first_of(".["));
}

bool is_of_step(const std::string& field, const UseCaseStep& step) {
  return std::find(step.keys.begin(), step.keys.end(), first_key(field)) != step.keys.end();
}

// Where an answer that no field of the dossier gives is found.
std::string place_of_subject(const std::string& subject) {
  const std::size_t colon = subject.find(':');
  if (colon == std::string::npos)
    return "/settings";
  const std::string kind = subject.substr(0, colon);
  const std::string id = escape_url(subject.substr(colon + 1));
  if (kind == "activity")
    return "/register/activities/" + id + "/edit";
  if (kind == "dataset")
    return "/datasets/" + id;
  return "/settings";
}

// The page where a missing fact is answered.
std::string place_of_answer(const std::string& path, const MissingFact& fact) {
  for (const std::string& field : fields_of_fact(fact))
    for (const UseCaseStep& step : usecase_steps())
      if (is_of_step(field, step))
        return path + "/steps/" + std::to_string(step.number);
  return fact.subjects.empty() ? "/settings" : place_of_subject(fact.subjects.front());
}

}  // namespace

const std::vector<UseCaseStep>& usecase_steps() {
  static const std::vector<UseCaseStep> kSteps = {
      {1,
       "G1",
       {"Cadrage : politiques, impacts, données", "Framing: policies, impacts, data"},
       {"title", "public_policy", "priority", "time_to_first_result_months", "elected_sponsor",
        "lead", "impacts", "stakeholders", "data_uses", "sources", "activities", "purposes",
        "further_use", "new_basis", "compatibility_test"}},
      {2, "G2", {"Groupe de travail", "Working group"}, {"working_group", "means_requested"}},
      {3, "G2", {"Sensibilisation", "Awareness"}, {"awareness"}},
      {4,
       "G3",
       {"Déploiement et évaluation", "Deployment and evaluation"},
       {"deployment", "automated_decision", "algorithm", "recipients", "pseudonymization", "dpia",
        "attestations", "evaluation_plan", "evaluations", "compliance_plans", "follow_ups",
        "review_on"}},
      {5,
       "G4",
       {"Partage des résultats", "Sharing of results"},
       {"publication", "sharing_plan", "sharing", "lessons"}}};
  return kSteps;
}

const UseCaseStep& step_numbered(const std::string& number) {
  for (const UseCaseStep& step : usecase_steps())
    if (std::to_string(step.number) == number)
      return step;
  throw Error(ErrorKind::store, number,
              {"le dossier a cinq étapes, de 1 à 5", "the dossier has five steps, 1 to 5"});
}

Text step_title(const UseCaseStep& step) {
  return format_text({"Étape {0} : ", "Step {0}: "}, {std::to_string(step.number)}) + step.title;
}

void write_steps(HtmlPage& page, const std::string& path, int current) {
  page.open(Tag::ol, {{Attribute::class_name, "steps"}});
  for (const UseCaseStep& step : usecase_steps()) {
    page.open(Tag::li);
    HtmlAttributes attributes{{Attribute::href, path + "/steps/" + std::to_string(step.number)}};
    if (step.number == current)
      attributes.push_back({Attribute::current, "step"});
    page.element(Tag::a, attributes, plain(std::to_string(step.number) + ". ") + step.title);
    page.close();
  }
  page.close();
}

void write_questions(HtmlPage& page, const Json& usecase, const UseCaseStep& step) {
  std::vector<OpenQuestion> asked;
  for (OpenQuestion& question : open_questions(usecase, step.gate))
    if (is_of_step(question.field, step) && asked.size() < kQuestionsAtOnce)
      asked.push_back(std::move(question));
  if (asked.empty())
    return;
  page.open(Tag::details, {{Attribute::opened, "open"}});
  page.element(Tag::summary, counted(asked.size(), {"question sans réponse", "open question"},
                                     {"questions sans réponse", "open questions"}));
  page.open(Tag::ul);
  for (const OpenQuestion& question : asked)
    page.element(Tag::li, question.question + plain(" (") + question.who + plain(")"));
  page.close();
  page.close();
}

void write_missing(HtmlPage& page, const std::string& path, const Decision& decision) {
  if (decision.missing.empty())
    return;
  page.open_section("missing", Tag::h2, {"Ce qui manque", "What is missing"});
  page.open(Tag::ul);
  for (const MissingFact& fact : decision.missing) {
    page.open(Tag::li);
    link(page, place_of_answer(path, fact),
         fact.question.fr.empty() ? plain(fact.fact) : fact.question);
    if (!fact.who.fr.empty())
      page.text(plain(" (") + fact.who + plain(")"));
    page.close();
  }
  page.close();
  page.close();
}

}  // namespace aval
