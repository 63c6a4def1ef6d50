#include "reports/activity_sections.h"

#include <tuple>

#include <nlohmann/json.hpp>

#include "policies/not_covered.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

bool is_answered(const Json& document, const char* key) {
  return document.is_object() && document.contains(key);
}

// A field that the DPO always sees, answered or not.
void always(PaperSection& section, const Text& label, const Text& value) {
  section.facts.push_back({label, value});
}

// A field that only some entries have: shown when it is there.
void where_answered(PaperSection& section, const Json& object, const char* key, const Text& label) {
  if (is_answered(object, key))
    section.facts.push_back({label, free_text(object, key)});
}

void word_where_answered(PaperSection& section, const Json& object, const char* key,
                         const Text& label) {
  if (is_answered(object, key))
    section.facts.push_back({label, value_in_words(object, key)});
}

Text optional_text(const Json& object, const char* key) {
  return is_answered(object, key) ? free_text(object, key) : Text{};
}

PaperSection description_section(const Json& activity) {
  PaperSection section;
  section.title = {"Description", "Description"};
  always(section, {"Identifiant", "Identifier"}, free_text(activity, "id"));
  where_answered(section, activity, "reference", {"Référence", "Reference"});
  where_answered(section, activity, "acronym", {"Sigle", "Acronym"});
  always(section, {"État", "Status"}, value_in_words(activity, "status"));
  always(section, {"Rôle de l'organisme", "Role of the organisation"},
         value_in_words(activity, "role"));
  word_where_answered(section, activity, "regime", {"Régime", "Regime"});
  if (is_not_covered(activity))
    section.paragraphs.push_back(
        not_covered_in_words({word_at(activity, "id"), word_at(activity, "regime")}));
  where_answered(section, activity, "service", {"Service responsable", "Responsible department"});
  const Json& owner = object_at(activity, "owner");
  where_answered(section, owner, "function", {"Porteur du traitement", "Owner of the processing"});
  word_where_answered(section, activity, "created_on", {"Créée le", "Created on"});
  word_where_answered(section, activity, "updated_on", {"Mise à jour le", "Updated on"});
  where_answered(section, activity, "validated_by", {"Validée par", "Validated by"});
  where_answered(section, activity, "validated_function", {"En qualité de", "In the function of"});
  word_where_answered(section, activity, "validated_on", {"Validée le", "Validated on"});
  always(section, {"Dernière revue", "Last review"}, value_in_words(activity, "reviewed_on"));
  word_where_answered(section, activity, "next_review_on", {"Prochaine revue", "Next review"});
  word_where_answered(section, activity, "archived_on", {"Archivée le", "Archived on"});
  where_answered(section, activity, "archived_reason", {"Motif", "Reason"});
  return section;
}

PaperTable served_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Responsables servis (art. 30(2))", "Controllers served (art. 30(2))"};
  table.headers = {{"Responsable", "Controller"},
                   {"Contact", "Contact"},
                   {"Catégories de traitements", "Categories of processing"},
                   {"Contrat", "Contract"}};
  for (const Json& served : list_at(activity, "served_controllers"))
    table.rows.push_back({free_text(served, "name"), person_in_words(served),
                          free_text(served, "processing_categories"),
                          optional_text(served, "contract")});
  return table;
}

PaperSection actors_section(const Json& activity) {
  PaperSection section;
  section.title = {"Acteurs", "Actors"};
  for (const auto& [key, label] :
       {std::pair<const char*, Text>{"controller", {"Responsable de traitement", "Controller"}},
        std::pair<const char*, Text>{"representative", {"Représentant", "Representative"}}})
    if (object_at(activity, key).is_object())
      section.facts.push_back({label, person_in_words(object_at(activity, key))});
  for (const Json& joint : list_at(activity, "joint_controllers"))
    section.facts.push_back({{"Responsable conjoint", "Joint controller"}, person_in_words(joint)});
  section.tables = {served_table(activity)};
  return section;
}

PaperSection purposes_section(const Json& activity) {
  PaperTable table;
  table.caption = {"Finalités", "Purposes"};
  table.headers = {
      {"Finalité", "Purpose"}, {"Base légale", "Legal basis"}, {"Textes", "Legal texts"}};
  for (const Json& purpose : list_at(activity, "purposes")) {
    Text texts = free_text(purpose, "legal_texts");
    if (word_at(purpose, "legal_texts_status") == "to_confirm")
      texts = texts + Text{" (à confirmer)", " (to be confirmed)"};
    Text name = free_text(purpose, "text");
    if (!list_at(purpose, "sub_purposes").empty())
      name = name + Text{" (", " ("} + free_text(purpose, "sub_purposes") + plain(")");
    table.rows.push_back({name, value_in_words(purpose, "legal_bases"), texts});
  }
  PaperSection section;
  section.title = {"Finalités", "Purposes"};
  section.tables = {table};
  return section;
}

PaperTable categories_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Catégories de données et durées", "Data categories and periods"};
  table.headers = {{"Catégorie", "Category"},
                   {"Précision", "Detail"},
                   {"Durée de conservation", "Retention period"}};
  for (const Json& category : list_at(activity, "data_categories"))
    table.rows.push_back({capitalized_text(value_in_words(category, "category")),
                          optional_text(category, "description"), retention_in_words(category)});
  return table;
}

// Grounds that only some activities need.
void add_special_grounds(PaperSection& section, const Json& activity) {
  const Json& special = object_at(activity, "article_9_exception");
  if (special.is_object())
    section.facts.push_back({{"Exception de l'article 9(2)", "Exception of article 9(2)"},
                             plain(word_at(special, "code") + ") ") + free_text(special, "text")});
  const Json& offences = object_at(activity, "article_10_ground");
  if (offences.is_object())
    section.facts.push_back({{"Fondement, infractions (art. 10)", "Ground, offences (art. 10)"},
                             free_text(offences, "text")});
  const Json& nir = object_at(activity, "nir_ground");
  if (nir.is_object())
    section.facts.push_back({{"Fondement de l'usage du NIR", "Ground for using the NIR"},
                             value_in_words(nir, "type") + plain(", ") +
                                 free_text(nir, "reference") + plain(", ") +
                                 value_in_words(nir, "status")});
}

PaperSection data_section(const Json& activity) {
  PaperSection section;
  section.title = {"Personnes et données", "Persons and data"};
  always(section, {"Personnes concernées", "Data subjects"}, free_text(activity, "data_subjects"));
  where_answered(section, activity, "vulnerable_persons",
                 {"Personnes vulnérables", "Vulnerable persons"});
  word_where_answered(section, activity, "persons_count",
                      {"Nombre approximatif de personnes", "Approximate number of persons"});
  std::vector<Text> sources;
  for (const Json& source : list_at(activity, "data_sources"))
    sources.push_back(free_text(source, "name"));
  if (!sources.empty())
    section.facts.push_back(
        {{"Sources des données", "Sources of the data"}, list_in_words(sources, sources.size())});
  where_answered(section, activity, "no_erasure_reason",
                 {"Pourquoi aucune durée n'est donnée", "Why no period is given"});
  add_special_grounds(section, activity);
  section.tables = {categories_table(activity)};
  return section;
}

PaperTable recipients_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Destinataires", "Recipients"};
  table.headers = {{"Destinataire", "Recipient"}, {"Nature", "Kind"}, {"Pays", "Country"}};
  for (const Json& recipient : list_at(activity, "recipients"))
    table.rows.push_back({free_text(recipient, "name"), value_in_words(recipient, "type"),
                          optional_text(recipient, "country")});
  return table;
}

PaperTable transfers_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Transferts hors de l'Union européenne", "Transfers outside the European Union"};
  table.headers = {{"Pays", "Country"},
                   {"Destinataire", "Recipient"},
                   {"Garantie", "Safeguard"},
                   {"Document", "Document"}};
  for (const Json& transfer : list_at(activity, "transfers"))
    table.rows.push_back(
        {free_text(transfer, "country"), free_text(transfer, "recipient"),
         is_answered(transfer, "safeguards")
             ? free_text(transfer, "tool") + plain(", ") + free_text(transfer, "safeguards")
             : free_text(transfer, "tool"),
         optional_text(transfer, "document")});
  return table;
}

PaperTable processors_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Sous-traitants", "Processors"};
  table.headers = {{"Sous-traitant", "Processor"},
                   {"Pays", "Country"},
                   {"Contrat (art. 28)", "Contract (art. 28)"}};
  for (const Json& processor : list_at(activity, "processors"))
    table.rows.push_back({free_text(processor, "name"), free_text(processor, "country"),
                          value_in_words(processor, "contract_article_28")});
  return table;
}

PaperSection recipients_section(const Json& activity) {
  PaperSection section;
  section.title = {"Destinataires et transferts", "Recipients and transfers"};
  if (list_at(activity, "transfers").empty())
    section.facts.push_back({{"Transferts hors UE", "Transfers outside the EU"},
                             value_in_words(activity, "transfers")});
  where_answered(section, activity, "software", {"Logiciels et supports", "Software and media"});
  where_answered(section, activity, "location", {"Lieu d'hébergement", "Hosting location"});
  section.tables = {recipients_table(activity), processors_table(activity),
                    transfers_table(activity)};
  return section;
}

PaperSection security_section(const Json& activity) {
  PaperSection section;
  section.title = {"Sécurité", "Security"};
  const bool detailed = is_answered(activity, "security_technical") ||
                        is_answered(activity, "security_organisational");
  if (is_answered(activity, "security_measures") || !detailed)
    section.facts.push_back(
        {{"Mesures de sécurité", "Security measures"}, free_text(activity, "security_measures")});
  where_answered(section, activity, "security_technical",
                 {"Mesures techniques", "Technical measures"});
  where_answered(section, activity, "security_organisational",
                 {"Mesures organisationnelles", "Organisational measures"});
  word_where_answered(section, activity, "security_baseline",
                      {"Socle de sécurité", "Security baseline"});
  where_answered(section, activity, "no_security_reason",
                 {"Pourquoi aucune mesure n'est décrite", "Why no measure is described"});
  return section;
}

PaperSection rights_section(const Json& activity) {
  PaperSection section;
  section.title = {"Information, droits et analyse d'impact", "Information, rights and DPIA"};
  const Json& information = object_at(activity, "information");
  word_where_answered(section, information, "given",
                      {"Information donnée aux personnes", "Information given to the persons"});
  where_answered(section, information, "medium", {"Support", "Medium"});
  where_answered(section, information, "exemption", {"Dispense d'information", "Exemption"});
  where_answered(section, activity, "rights_procedure",
                 {"Exercice des droits", "Exercise of rights"});
  const Json& automated = object_at(activity, "automated_decision");
  word_where_answered(section, automated, "exists", {"Décision automatisée", "Automated decision"});
  const Json& screening = object_at(activity, "dpia_screening");
  word_where_answered(section, screening, "outcome",
                      {"Analyse d'impact nécessaire", "DPIA needed"});
  where_answered(section, screening, "reason", {"Motif", "Reason"});
  where_answered(section, activity, "dpia_reference",
                 {"Référence de l'analyse d'impact", "DPIA reference"});
  where_answered(section, activity, "observations", {"Observations", "Remarks"});
  where_answered(section, activity, "sources", {"Sources de la fiche", "Sources of the sheet"});
  where_answered(section, activity, "to_confirm", {"Points à confirmer", "Points to confirm"});
  return section;
}

bool is_empty_section(const PaperSection& section) {
  for (const PaperTable& table : section.tables)
    if (!table.rows.empty())
      return false;
  return section.facts.empty() && section.paragraphs.empty() && section.items.empty();
}

}  // namespace

const Json& object_at(const Json& document, const char* key) {
  static const Json kNone;
  return document.is_object() && document.contains(key) && document.at(key).is_object()
             ? document.at(key)
             : kNone;
}

Text person_in_words(const Json& person) {
  std::vector<Text> parts;
  for (const char* key : {"name", "function", "contact", "address", "postcode", "city", "country",
                          "phone", "email", "representative", "dpo"})
    if (!word_at(person, key).empty())
      parts.push_back(free_text(person, key));
  Text words;
  for (std::size_t i = 0; i < parts.size(); ++i)
    words = words + (i == 0 ? Text{} : plain(", ")) + parts[i];
  return words;
}

Text retention_in_words(const Json& category) {
  const Json& retention = object_at(category, "retention");
  if (!retention.is_object())
    return value_in_words(category, "retention");
  const bool in_months =
      retention.contains("active_months") && retention.at("active_months").is_number_integer();
  Text out = in_months || !is_answered(retention, "text")
                 ? value_in_words(retention, "active_months") + Text{" mois", " months"}
                 : free_text(retention, "text");
  if (in_months && is_answered(retention, "text"))
    out = out + plain(" (") + free_text(retention, "text") + plain(")");
  if (retention.contains("intermediate_months") &&
      retention.at("intermediate_months").is_number_integer() &&
      retention.at("intermediate_months") != 0)
    out = out + Text{", puis ", ", then "} + value_in_words(retention, "intermediate_months") +
          Text{" mois d'archives", " months of archive"};
  if (retention.contains("final"))
    out = out + Text{", puis ", ", then "} + value_in_words(retention, "final");
  if (retention.contains("trigger") && retention.at("trigger").is_string())
    out = out + Text{" (à partir de : ", " (from: "} + free_text(retention, "trigger") + plain(")");
  if (is_answered(retention, "reference"))
    out = out + plain(" ; ") + free_text(retention, "reference");
  return out;
}

std::vector<PaperSection> activity_sections(const Json& activity) {
  std::vector<PaperSection> sections;
  for (PaperSection& section : std::vector<PaperSection>{
           description_section(activity), actors_section(activity), purposes_section(activity),
           data_section(activity), recipients_section(activity), security_section(activity),
           rights_section(activity)})
    if (!is_empty_section(section))
      sections.push_back(std::move(section));
  return sections;
}

PaperSection activity_section(const Json& activity) {
  PaperSection whole;
  whole.title = free_text(activity, "name");
  for (const PaperSection& section : activity_sections(activity)) {
    whole.facts.insert(whole.facts.end(), section.facts.begin(), section.facts.end());
    whole.tables.insert(whole.tables.end(), section.tables.begin(), section.tables.end());
  }
  return whole;
}

PaperSection organisation_section(const Json& organisation) {
  PaperSection section;
  section.title = {"Organisme", "Organisation"};
  section.facts = {{{"Nom", "Name"}, free_text(organisation, "name")}};
  for (const auto& [key, label, contact] :
       {std::tuple<const char*, Text, Text>{
            "controller", {"Responsable de traitement", "Controller"}, {"Contact", "Contact"}},
        std::tuple<const char*, Text, Text>{
            "dpo",
            {"Délégué à la protection des données", "Data protection officer"},
            {"Contact du délégué", "Officer's contact"}}}) {
    const Json& person = object_at(organisation, key);
    section.facts.push_back({label, free_text(person, "name")});
    section.facts.push_back({contact, free_text(person, "contact")});
    for (const char* detail : {"address", "postcode", "city", "phone", "email"})
      if (!word_at(person, detail).empty())
        section.facts.push_back({contact, free_text(person, detail)});
  }
  if (object_at(organisation, "representative").is_object())
    section.facts.push_back({{"Représentant", "Representative"},
                             person_in_words(object_at(organisation, "representative"))});
  return section;
}

}  // namespace aval
