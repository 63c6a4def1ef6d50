#include "reports/register_paper.h"

#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

const Json& object_at(const Json& document, const char* key) {
  static const Json kNone;
  return document.is_object() && document.contains(key) && document.at(key).is_object()
             ? document.at(key)
             : kNone;
}

// "12 mois, puis 24 mois d'archives, puis détruire".
Text retention_of(const Json& category) {
  const Json& retention = object_at(category, "retention");
  if (!retention.is_object())
    return value_in_words(category, "retention");
  Text out = value_in_words(retention, "active_months") + Text{" mois", " months"};
  if (retention.contains("intermediate_months") &&
      retention.at("intermediate_months").is_number_integer() &&
      retention.at("intermediate_months") != 0)
    out = out + Text{", puis ", ", then "} + value_in_words(retention, "intermediate_months") +
          Text{" mois d'archives", " months of archive"};
  if (retention.contains("final"))
    out = out + Text{", puis ", ", then "} + value_in_words(retention, "final");
  if (retention.contains("trigger") && retention.at("trigger").is_string())
    out = out + Text{" (à partir de : ", " (from: "} + free_text(retention, "trigger") + plain(")");
  return out;
}

PaperTable purposes_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Finalités", "Purposes"};
  table.headers = {
      {"Finalité", "Purpose"}, {"Base légale", "Legal basis"}, {"Textes", "Legal texts"}};
  for (const Json& purpose : list_at(activity, "purposes"))
    table.rows.push_back({free_text(purpose, "text"), value_in_words(purpose, "legal_bases"),
                          free_text(purpose, "legal_texts")});
  return table;
}

PaperTable categories_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Catégories de données et durées", "Data categories and periods"};
  table.headers = {{"Catégorie", "Category"},
                   {"Précision", "Detail"},
                   {"Durée de conservation", "Retention period"}};
  for (const Json& category : list_at(activity, "data_categories"))
    table.rows.push_back(
        {capitalized_text(value_in_words(category, "category")),
         category.contains("description") ? free_text(category, "description") : Text{},
         retention_of(category)});
  return table;
}

PaperTable recipients_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Destinataires", "Recipients"};
  table.headers = {{"Destinataire", "Recipient"}, {"Nature", "Kind"}, {"Pays", "Country"}};
  for (const Json& recipient : list_at(activity, "recipients"))
    table.rows.push_back(
        {free_text(recipient, "name"), value_in_words(recipient, "type"),
         word_at(recipient, "type") == "internal" ? Text{} : free_text(recipient, "country")});
  return table;
}

PaperTable transfers_table(const Json& activity) {
  PaperTable table;
  table.caption = {"Transferts hors de l'Union européenne", "Transfers outside the European Union"};
  table.headers = {{"Pays", "Country"}, {"Destinataire", "Recipient"}, {"Garantie", "Safeguard"}};
  for (const Json& transfer : list_at(activity, "transfers"))
    table.rows.push_back({free_text(transfer, "country"), free_text(transfer, "recipient"),
                          free_text(transfer, "tool")});
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

// Grounds that only some activities need: shown when they are there.
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

PaperSection activity_section(const Json& activity) {
  PaperSection section;
  section.title = free_text(activity, "name");
  section.facts = {
      {{"Identifiant", "Identifier"}, free_text(activity, "id")},
      {{"État", "Status"}, value_in_words(activity, "status")},
      {{"Rôle de l'organisme", "Role of the organisation"}, value_in_words(activity, "role")},
      {{"Personnes concernées", "Data subjects"}, free_text(activity, "data_subjects")},
      {{"Mesures de sécurité", "Security measures"}, free_text(activity, "security_measures")},
      {{"Dernière revue", "Last review"}, value_in_words(activity, "reviewed_on")}};
  if (list_at(activity, "transfers").empty())
    section.facts.push_back({{"Transferts hors UE", "Transfers outside the EU"},
                             value_in_words(activity, "transfers")});
  section.tables = {purposes_table(activity), categories_table(activity),
                    recipients_table(activity), processors_table(activity),
                    transfers_table(activity)};
  add_special_grounds(section, activity);
  return section;
}

PaperSection organisation_section(const Json& organisation) {
  const Json& controller = object_at(organisation, "controller");
  const Json& dpo = object_at(organisation, "dpo");
  PaperSection section;
  section.title = {"Organisme", "Organisation"};
  section.facts = {
      {{"Nom", "Name"}, free_text(organisation, "name")},
      {{"Responsable de traitement", "Controller"}, free_text(controller, "name")},
      {{"Contact", "Contact"}, free_text(controller, "contact")},
      {{"Délégué à la protection des données", "Data protection officer"}, free_text(dpo, "name")},
      {{"Contact du délégué", "Officer's contact"}, free_text(dpo, "contact")}};
  return section;
}

}  // namespace

Paper register_paper(const RegisterExtract& extract) {
  const Json organisation =
      extract.organisation.empty() ? Json() : parse_json(extract.organisation, "organisation");
  Paper paper;
  paper.above = Text{"aval, extrait du ", "aval, extract of "} + date_in_words(extract.date);
  paper.subject = organisation.is_object()
                      ? free_text(organisation, "name")
                      : Text{"Organisme à renseigner", "Organisation to be filled in"};
  paper.verdict = {"Registre des activités de traitement", "Record of processing activities"};
  paper.tone = Tone::neutral;
  if (organisation.is_object())
    paper.sections.push_back(organisation_section(organisation));
  std::uint64_t validated = 0;
  for (const std::string& text : extract.activities) {
    const Json activity = parse_json(text, "activity");
    validated += activity.value("status", Json()) == "validated" ? 1U : 0U;
    paper.sections.push_back(activity_section(activity));
  }
  paper.meaning =
      counted(extract.activities.size(), {"activité", "activity"}, {"activités", "activities"}) +
      Text{" au titre de l'article 30 du RGPD, dont ", " under article 30 of the GDPR, of which "} +
      count_in_words(validated) +
      (validated < 2 ? Text{" validée.", " validated."} : Text{" validées.", " validated."});
  paper.footer = {"Les champs marqués « à renseigner » n'ont pas encore de réponse.",
                  "Fields marked “to be filled in” have no answer yet."};
  return paper;
}

}  // namespace aval
