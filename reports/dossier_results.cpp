// Steps 4 and 5 of a dossier: deployment, measured results against their targets, sharing.
#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"
#include "reports/reminders.h"

namespace aval {
namespace {

Text activities_of(const UseCaseDossier& dossier, const Json& usecase) {
  std::vector<Text> names;
  for (const std::string& activity : dossier.activities)
    names.push_back(plain(activity));
  return names.empty() ? free_text(usecase, "activities") : list_in_words(names, names.size());
}

Text criteria_met(const Json& usecase) {
  static const std::vector<std::pair<const char*, Text>> kCriteria = {
      {"evaluation_scoring", {"évaluation ou notation", "evaluation or scoring"}},
      {"automated_decision", {"décision automatisée", "automated decision"}},
      {"systematic_monitoring", {"surveillance systématique", "systematic monitoring"}},
      {"sensitive_data", {"données sensibles", "sensitive data"}},
      {"large_scale", {"grande échelle", "large scale"}},
      {"matching", {"croisement de données", "matching of data"}},
      {"vulnerable_persons", {"personnes vulnérables", "vulnerable people"}},
      {"innovative_use", {"usage innovant", "innovative use"}},
      {"blocks_right", {"exclusion d'un droit", "exclusion from a right"}}};
  if (!usecase.contains("dpia") || !usecase.at("dpia").is_object() ||
      !usecase.at("dpia").contains("criteria"))
    return {"à renseigner", "to be filled in"};
  const Json& criteria = usecase.at("dpia").at("criteria");
  std::vector<Text> met;
  for (const auto& [key, label] : kCriteria)
    if (criteria.is_object() && criteria.contains(key) && criteria.at(key) == true)
      met.push_back(label);
  const Text count = count_in_words(met.size()) + Text{" sur 9", " of 9"};
  return met.empty() ? count : count + plain(" : ") + list_in_words(met, met.size());
}

Text dpia_status(const Json& usecase) {
  return usecase.contains("dpia") && usecase.at("dpia").is_object()
             ? value_in_words(usecase.at("dpia"), "status")
             : value_in_words(usecase, "dpia");
}

// A number with its unit: "60 g".
Text with_unit(const Text& value, const Json& impact) {
  const std::string unit = word_at(impact, "unit");
  return unit.empty() ? value : value + plain("\u00a0" + unit);
}

Text measure_of(const Json& usecase, const Json& impact) {
  const Json measure = latest_measure(usecase, word_at(impact, "indicator"));
  if (measure.is_null())
    return {"pas encore mesuré", "not measured yet"};
  const double value = measure.at("value").get<double>();
  const auto reached = reaches_target(impact, value);
  Text words = with_unit(number_in_words(value), impact) + Text{", le ", ", on "} +
               date_in_words(word_at(measure, "on"));
  if (reached)
    words = words + (*reached ? Text{" : cible atteinte", ": target reached"}
                              : Text{" : cible non atteinte", ": target not reached"});
  return words;
}

PaperTable evaluations_table(const Json& usecase) {
  PaperTable table;
  table.caption = {"Évaluations faites", "Evaluations made"};
  table.headers = {{"Date", "Date"},
                   {"Résultats mesurés", "Measured results"},
                   {"Ce qui a été appris", "What was learnt"},
                   {"Suite", "What follows"}};
  for (const Json& evaluation : list_at(usecase, "evaluations")) {
    std::vector<Text> results;
    for (const Json& result : list_at(evaluation, "results"))
      results.push_back(free_text(result, "indicator") + Text{" : ", ": "} +
                        number_in_words(result.at("value").get<double>()));
    table.rows.push_back({value_in_words(evaluation, "on"), list_in_words(results, results.size()),
                          free_text(evaluation, "lesson"),
                          value_in_words(evaluation, "follow_up")});
  }
  return table;
}

void add_deployment_plan(const Json& usecase, PaperSection& section) {
  const Json plan = usecase.value("deployment", Json());
  const std::pair<const char*, Text> kFields[] = {
      {"planned_on", {"Déploiement prévu le", "Deployment planned on"}},
      {"started_on", {"Déployé le", "Deployed on"}},
      {"tool", {"Outil", "Tool"}},
      {"users", {"Utilisateurs", "Users"}},
      {"training", {"Accompagnement", "Support"}},
      {"means", {"Moyens", "Means"}}};
  for (const auto& [key, label] : kFields)
    if (plan.is_object() && plan.contains(key))
      section.facts.push_back({label, std::string_view(key).ends_with("_on")
                                          ? value_in_words(plan, key)
                                          : free_text(plan, key)});
}

}  // namespace

PaperTable results_table(const UseCaseDossier& dossier, const Json& usecase, RecordRefs& refs) {
  PaperTable table;
  table.caption = {"Impacts attendus et résultats", "Expected impacts and results"};
  table.headers = {{"Impact", "Impact"}, {"Indicateur", "Indicator"}, {"Départ", "Baseline"},
                   {"Cible", "Target"},  {"Échéance", "Due"},         {"Mesuré", "Measured"}};
  for (const Json& impact : list_at(usecase, "impacts"))
    table.rows.push_back({free_text(impact, "text"), free_text(impact, "indicator"),
                          with_unit(free_text(impact, "baseline"), impact),
                          with_unit(free_text(impact, "target"), impact),
                          value_in_words(impact, "due"),
                          measure_of(usecase, impact) + refs.cite(dossier.usecase_ref)});
  return table;
}

PaperSection deployment(const UseCaseDossier& dossier, const Json& usecase, RecordRefs& refs) {
  const Json plan = usecase.contains("evaluation_plan") ? usecase.at("evaluation_plan") : Json();
  PaperSection section;
  section.title = {"Étape 4. Déployer et évaluer", "Step 4. Deploy and evaluate"};
  section.facts = {
      {{"Finalités", "Purposes"}, free_text(usecase, "purposes")},
      {{"Activités du registre", "Register activities"}, activities_of(dossier, usecase)},
      {{"Autre finalité que celle de la collecte", "Other purpose than that of collection"},
       value_in_words(usecase, "further_use")},
      {{"Décision automatisée", "Automated decision"},
       value_in_words(usecase, "automated_decision")},
      {{"Analyse d'impact, critères", "Impact assessment, criteria"}, criteria_met(usecase)},
      {{"Analyse d'impact, état", "Impact assessment, status"}, dpia_status(usecase)},
      {{"Indicateurs suivis", "Indicators followed"}, free_text(plan, "indicators")},
      {{"Prochaine évaluation", "Next evaluation"}, value_in_words(plan, "next_on")}};
  add_deployment_plan(usecase, section);
  section.tables.push_back(evaluations_table(usecase));
  refs.cite(dossier.usecase_ref);
  return section;
}

PaperSection sharing(const Json& usecase) {
  const Json publication = usecase.contains("publication") ? usecase.at("publication") : Json();
  PaperSection section;
  section.title = {"Étape 5. Partager", "Step 5. Share"};
  section.facts = {
      {{"Partage des résultats", "Sharing of results"}, free_text(usecase, "sharing_plan")},
      {{"Publication des données", "Publication of the data"},
       value_in_words(publication, "intent")}};
  if (publication.is_object() && publication.contains("form"))
    section.facts.push_back(
        {{"Forme publiée", "Published form"}, value_in_words(publication, "form")});
  if (publication.is_object() && publication.contains("ground"))
    section.facts.push_back({{"Fondement", "Ground"}, value_in_words(publication, "ground")});
  return section;
}

}  // namespace aval
