// The five steps of the method, filled from the use case: framing, working group, awareness,
// deployment and evaluation, sharing.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/overview.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

PaperTable impacts_table(const Json& usecase) {
  PaperTable table;
  table.caption = {"Impacts attendus", "Expected impacts"};
  table.headers = {{"Impact", "Impact"},
                   {"Indicateur", "Indicator"},
                   {"Départ", "Baseline"},
                   {"Cible", "Target"}};
  for (const Json& impact : list_at(usecase, "impacts"))
    table.rows.push_back({free_text(impact, "text"), free_text(impact, "indicator"),
                          free_text(impact, "baseline"), free_text(impact, "target")});
  return table;
}

Text literacy_of(const Json& stakeholder) {
  const Text level = value_in_words(stakeholder, "literacy");
  const bool known = stakeholder.contains("literacy") && stakeholder.at("literacy").is_number();
  return known ? level + Text{" sur 4", " of 4"} : level;
}

PaperTable stakeholders_table(const Json& usecase) {
  PaperTable table;
  table.caption = {"Parties prenantes", "Stakeholders"};
  table.headers = {{"Partie", "Party"},
                   {"Nature", "Kind"},
                   {"Décide", "Decides"},
                   {"Aisance avec les données", "Data literacy"}};
  for (const Json& stakeholder : list_at(usecase, "stakeholders"))
    table.rows.push_back({free_text(stakeholder, "name"), value_in_words(stakeholder, "type"),
                          value_in_words(stakeholder, "decides"), literacy_of(stakeholder)});
  return table;
}

const DossierDataset* find_dataset(const UseCaseDossier& dossier, const std::string& id) {
  for (const DossierDataset& dataset : dossier.datasets)
    if (dataset.id == id)
      return &dataset;
  return nullptr;
}

// What the last scan says of a source; a rejected finding is told, never hidden.
Text gdpr_status(const DossierDataset* dataset) {
  if (dataset == nullptr || !dataset->scan || dataset->scan->sources.empty())
    return {"jamais audité", "never audited"};
  const SourceAudit& source = dataset->scan->sources.front();
  Text status = verdict_of(source);
  const RowCounts counts = rows_of(source);
  status = status + plain(", ") + rows_read_in_words(counts.seen, counts.present);
  if (!dataset->scan->date.empty())
    status = status + Text{", le ", ", on "} + date_in_words(dataset->scan->date);
  if (dataset->confirmed > 0)
    status = status + plain(", ") +
             counted(dataset->confirmed, {"constat confirmé", "finding confirmed"},
                     {"constats confirmés", "findings confirmed"});
  if (dataset->rejected > 0)
    status = status + plain(", ") +
             counted(dataset->rejected, {"constat écarté", "finding rejected"},
                     {"constats écartés", "findings rejected"});
  return status;
}

Text contract_of(const Json& source) {
  const std::string holder = word_at(source, "holder");
  if (!source.contains("contract") && (holder == "department" || holder == "open"))
    return {"sans objet", "not applicable"};
  if (!source.contains("contract") || !source.at("contract").is_object())
    return value_in_words(source, "contract");
  const Json& contract = source.at("contract");
  return value_in_words(contract, "type") + Text{", données livrées : ", ", data delivered: "} +
         value_in_words(contract, "data_delivered");
}

PaperTable sources_table(const UseCaseDossier& dossier, const Json& usecase) {
  PaperTable table;
  table.caption = {"Données mobilisées", "Data used"};
  table.headers = {{"Données", "Data"},
                   {"Détenteur", "Holder"},
                   {"Licence", "Licence"},
                   {"Contrat", "Contract"},
                   {"Ce que dit l'audit", "What the audit says"}};
  for (const Json& source : list_at(usecase, "sources"))
    table.rows.push_back({free_text(source, "dataset"), value_in_words(source, "holder"),
                          free_text(source, "licence"), contract_of(source),
                          gdpr_status(find_dataset(dossier, word_at(source, "dataset")))});
  return table;
}

PaperSection framing(const UseCaseDossier& dossier, const Json& usecase) {
  PaperSection section;
  section.title = {"Étape 1. Cadrer", "Step 1. Frame"};
  section.facts = {
      {{"Politique publique", "Public policy"}, free_text(usecase, "public_policy")},
      {{"Élu référent", "Elected sponsor"}, free_text(usecase, "elected_sponsor")},
      {{"Pilote", "Lead"}, free_text(usecase, "lead")},
      {{"Premier résultat attendu (mois)", "First result expected (months)"},
       value_in_words(usecase, "time_to_first_result_months")},
      {{"Usages des données", "Uses of the data"}, value_in_words(usecase, "data_uses")}};
  section.tables = {impacts_table(usecase), stakeholders_table(usecase),
                    sources_table(dossier, usecase)};
  return section;
}

PaperSection working_group(const Json& usecase) {
  PaperSection section;
  section.title = {"Étape 2. Réunir le groupe de travail", "Step 2. Gather the working group"};
  PaperTable table;
  table.caption = {"Groupe de travail", "Working group"};
  table.headers = {{"Rôle", "Role"}, {"Service", "Department"}};
  for (const Json& member : list_at(usecase, "working_group"))
    table.rows.push_back(
        {capitalized_text(value_in_words(member, "role")), free_text(member, "name_or_service")});
  if (table.rows.empty())
    section.paragraphs.push_back(
        {"Groupe de travail à constituer.", "Working group to be set up."});
  section.tables.push_back(std::move(table));
  return section;
}

// Every party not made aware yet, those that decide first (amendment 18).
std::vector<Text> parties_to_reach(const Json& usecase) {
  std::vector<Text> deciding, others;
  for (const Json& party : list_at(usecase, "stakeholders")) {
    if (party.contains("awareness_on") && party.at("awareness_on").is_string())
      continue;
    const bool decides =
        party.contains("decides") && party.at("decides").is_boolean() && party.at("decides");
    if (decides)
      deciding.push_back(free_text(party, "name") + Text{" (décide)", " (decides)"});
    else
      others.push_back(free_text(party, "name"));
  }
  deciding.insert(deciding.end(), others.begin(), others.end());
  return deciding;
}

PaperSection awareness(const Json& usecase) {
  PaperSection section;
  section.title = {"Étape 3. Sensibiliser", "Step 3. Raise awareness"};
  PaperTable table;
  table.caption = {"Actions menées", "Actions taken"};
  table.headers = {{"Date", "Date"}, {"Public", "Audience"}, {"Participation", "Attendance"}};
  for (const Json& action : list_at(usecase, "awareness"))
    table.rows.push_back({value_in_words(action, "on"), free_text(action, "audience"),
                          value_in_words(action, "attendance")});
  const std::vector<Text> parties = parties_to_reach(usecase);
  if (!parties.empty())
    section.paragraphs.push_back(Text{"Pas encore sensibilisés : ", "Not made aware yet: "} +
                                 list_in_words(parties, parties.size()) + plain("."));
  else if (table.rows.empty())
    section.paragraphs.push_back({"Aucune action inscrite.", "No action recorded."});
  section.tables.push_back(std::move(table));
  return section;
}

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

PaperSection deployment(const UseCaseDossier& dossier, const Json& usecase) {
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

}  // namespace

std::vector<PaperSection> step_sections(const UseCaseDossier& dossier, const Json& usecase) {
  return {framing(dossier, usecase), working_group(usecase), awareness(usecase),
          deployment(dossier, usecase), sharing(usecase)};
}

Paper usecase_paper(const UseCaseDossier& dossier, const PolicyPack& policies) {
  const Json usecase = parse_json(dossier.usecase, "usecase");
  const Json decision =
      dossier.decision.empty() ? Json() : parse_json(dossier.decision, "decision");
  Paper paper;
  paper.above = Text{"aval, dossier de cas d'usage du ", "aval, use case dossier of "} +
                date_in_words(dossier.date);
  paper.subject = free_text(usecase, "title");
  if (decision.is_object()) {
    paper.above = paper.above + plain(", ") + gate_label(word_at(decision, "gate"));
    const std::string computed = word_at(decision, "date");
    if (!computed.empty() && computed != dossier.date)
      paper.above = paper.above + Text{", avis calculé le ", ", verdict computed on "} +
                    date_in_words(computed);
  }
  add_decision(paper, decision, policies);
  paper.sections = step_sections(dossier, usecase);
  for (PaperSection& section : decision_sections(decision, policies))
    paper.sections.push_back(std::move(section));
  paper.footer = {
      "Avis calculé par aval d'après les règles et les faits ci-dessus. La décision "
      "est prise par une personne habilitée et ne remplace pas un conseil juridique.",
      "Verdict computed by aval from the rules and the facts above. The decision is "
      "taken by a person in charge; this is not legal advice."};
  return paper;
}

}  // namespace aval
