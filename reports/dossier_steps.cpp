// The five steps of the method, filled from the use case: framing, working group, awareness,
// deployment and evaluation, sharing.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "registry/questions.h"
#include "reports/activity_sections.h"
#include "reports/communicable.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/overview.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

Text literacy_of(const Json& stakeholder) {
  const bool known = stakeholder.contains("literacy") && stakeholder.at("literacy").is_number();
  const Text level = value_in_words(stakeholder, "literacy");
  if (!known)
    return level;
  return level + Text{" sur 4 : ", " of 4: "} +
         literacy_sentence(stakeholder.at("literacy").get<int>());
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

Text policy_of(const UseCaseDossier& dossier, const Json& usecase) {
  return free_text(usecase, "public_policy") +
         (dossier.priority.empty() ? Text{} : Text{" (prioritaire)", " (priority)"});
}

void add_priority(const UseCaseDossier& dossier, RecordRefs& refs, PaperSection& section) {
  if (dossier.priority.empty())
    return;
  const Json priority = parse_json(dossier.priority, "priority");
  section.facts.push_back(
      {{"Levier", "Lever"}, free_text(priority, "lever") + refs.cite(dossier.priority_ref)});
  section.facts.push_back({{"Pourquoi la donnée est un levier rapide", "Why data is a quick lever"},
                           free_text(priority, "quick_lever_reason")});
}

PaperSection framing(const UseCaseDossier& dossier, const Json& usecase, RecordRefs& refs) {
  PaperSection section;
  section.title = {"Étape 1. Cadrer", "Step 1. Frame"};
  section.facts = {{{"Politique publique", "Public policy"}, policy_of(dossier, usecase)}};
  add_priority(dossier, refs, section);
  section.facts.push_back(
      {{"Élu référent", "Elected sponsor"}, free_text(usecase, "elected_sponsor")});
  section.facts.push_back({{"Pilote", "Lead"}, free_text(usecase, "lead")});
  section.facts.push_back({{"Premier résultat attendu (mois)", "First result expected (months)"},
                           value_in_words(usecase, "time_to_first_result_months")});
  section.tables = {results_table(dossier, usecase, refs), stakeholders_table(usecase)};
  for (PaperTable& table : source_tables(dossier, usecase, refs))
    section.tables.push_back(std::move(table));
  return section;
}

bool has_role(const Json& usecase, std::initializer_list<std::string_view> roles) {
  for (const Json& member : list_at(usecase, "working_group"))
    for (const std::string_view role : roles)
      if (word_at(member, "role") == role)
        return true;
  return false;
}

bool has_holder_of(const Json& usecase, const std::string& dataset) {
  for (const Json& member : list_at(usecase, "working_group"))
    if (word_at(member, "dataset") == dataset)
      return true;
  return false;
}

PaperSection working_group(const UseCaseDossier& dossier, const Json& usecase) {
  PaperSection section;
  section.title = {"Étape 2. Réunir le groupe de travail", "Step 2. Gather the working group"};
  PaperTable table;
  table.caption = {"Groupe de travail", "Working group"};
  table.headers = {{"Service", "Department"}, {"Rôle", "Role"}};
  for (const Json& member : list_at(usecase, "working_group")) {
    const std::string held = word_at(member, "dataset");
    table.rows.push_back({free_text(member, "name_or_service"),
                          capitalized_text(value_in_words(member, "role")) +
                              (held.empty() ? Text{} : plain(" (" + held + ")"))});
  }
  if (table.rows.empty())
    section.paragraphs.push_back(
        {"Groupe de travail à constituer.", "Working group to be set up."});
  const std::vector<Text> missing =
      missing_in_group(usecase, holds_personal_data(dossier, usecase));
  section.paragraphs.push_back(
      missing.empty() ? Text{"Le groupe est mixte : élu, métier, donnée et détenteurs des sources "
                             "indispensables y sont.",
                             "The group is mixed: elected official, business, data and the holders "
                             "of the indispensable sources are in it."}
                      : Text{"Manquent au groupe : ", "The group lacks: "} +
                            list_in_words(missing, missing.size()) + plain("."));
  section.tables.push_back(std::move(table));
  return section;
}

// Whether an awareness action names that party.
bool was_reached(const Json& usecase, const std::string& party) {
  for (const Json& action : list_at(usecase, "awareness"))
    for (const Json& reached : list_at(action, "parties"))
      if (reached == party)
        return true;
  return false;
}

Text attendance_of(const Json& action) {
  const Text present = value_in_words(action, "attendance");
  return action.contains("invited")
             ? present + Text{" sur ", " of "} + value_in_words(action, "invited")
             : present;
}

// Every party not made aware yet, those that decide first (amendment 18).
std::vector<Text> parties_to_reach(const Json& usecase) {
  std::vector<Text> deciding, others;
  for (const Json& party : list_at(usecase, "stakeholders")) {
    if (party.contains("awareness_on") && party.at("awareness_on").is_string())
      continue;
    if (was_reached(usecase, word_at(party, "name")))
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
  table.headers = {
      {"Date", "Date"}, {"Public", "Audience"}, {"Sujet", "Subject"}, {"Présents", "Attendance"}};
  for (const Json& action : list_at(usecase, "awareness"))
    table.rows.push_back({value_in_words(action, "on"), free_text(action, "audience"),
                          free_text(action, "subject"), attendance_of(action)});
  const std::vector<Text> parties = parties_to_reach(usecase);
  if (!parties.empty())
    section.paragraphs.push_back(Text{"Pas encore sensibilisés : ", "Not made aware yet: "} +
                                 list_in_words(parties, parties.size()) + plain("."));
  else if (table.rows.empty())
    section.paragraphs.push_back({"Aucune action inscrite.", "No action recorded."});
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace

std::vector<Text> missing_in_group(const Json& usecase, bool personal) {
  std::vector<Text> missing;
  if (!has_role(usecase, {"elected"}))
    missing.push_back({"un élu", "an elected official"});
  if (!has_role(usecase, {"business"}))
    missing.push_back({"le métier", "the business"});
  if (!has_role(usecase, {"data", "it"}))
    missing.push_back({"la donnée ou l'informatique", "data or IT"});
  if (personal && !has_role(usecase, {"dpo"}))
    missing.push_back({"le délégué à la protection des données", "the data protection officer"});
  for (const Json& source : list_at(usecase, "sources")) {
    const std::string dataset = word_at(source, "dataset");
    if (source.value("indispensable", Json()) == true && !has_holder_of(usecase, dataset))
      missing.push_back(Text{"le détenteur de ", "the holder of "} + plain(dataset));
  }
  return missing;
}

bool holds_personal_data(const UseCaseDossier& dossier, const Json& usecase) {
  for (const Json& source : list_at(usecase, "sources"))
    if (word_at(source, "declared_personal") == "yes")
      return true;
  for (const DossierDataset& dataset : dossier.datasets)
    if (dataset.scan)
      for (const SourceAudit& source : dataset.scan->sources)
        if (source.publication != Publication::ok)
          return true;
  return false;
}

std::vector<PaperSection> step_sections(const UseCaseDossier& dossier, const Json& usecase,
                                        RecordRefs& refs) {
  return {framing(dossier, usecase, refs), working_group(dossier, usecase), awareness(usecase),
          deployment(dossier, usecase, refs), sharing(usecase)};
}

namespace {

// Who answers for the processing and the officer stay in the edition handed out (GDPR art. 37(7)).
PaperSection contacts_section(const Json& organisation) {
  PaperSection section;
  section.title = {"À qui s'adresser", "Whom to ask"};
  const Json& controller = object_at(organisation, "controller");
  const Json& dpo = object_at(organisation, "dpo");
  section.facts = {{{"Responsable de traitement", "Controller"},
                    free_text(controller, "name") + plain(", ") + free_text(controller, "contact")},
                   {{"Délégué à la protection des données", "Data protection officer"},
                    free_text(dpo, "contact")}};
  return section;
}

void make_communicable(const UseCaseDossier& dossier, Paper& paper) {
  if (!dossier.organisation.empty())
    paper.sections.push_back(contacts_section(parse_json(dossier.organisation, "organisation")));
  if (dossier.preparatory) {
    paper.above = paper.above + Text{", document préparatoire", ", preparatory document"};
    paper.meaning = paper.meaning + plain(" ") + preparatory_note();
  }
  paper.footer = paper.footer + plain(" ") + communicable_note();
}

}  // namespace

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
  RecordRefs refs;
  paper.meaning = paper.meaning + refs.cite(dossier.decision_ref);
  paper.sections = step_sections(dossier, usecase, refs);
  for (PaperSection& section : decision_sections(decision, policies))
    paper.sections.push_back(std::move(section));
  refs.cite(dossier.usecase_ref);
  paper.evidence = refs.lines();
  paper.footer = {
      "Avis calculé par aval d'après les règles et les faits ci-dessus. La décision "
      "est prise par une personne habilitée et ne remplace pas un conseil juridique.",
      "Verdict computed by aval from the rules and the facts above. The decision is "
      "taken by a person in charge; this is not legal advice."};
  if (dossier.communicable)
    make_communicable(dossier, paper);
  return paper;
}

}  // namespace aval
