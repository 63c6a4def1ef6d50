#include "reports/rights.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "policies/not_covered.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

const Text& yes() {
  static const Text kYes = {"oui", "yes"};
  return kYes;
}

const Text& no() {
  static const Text kNo = {"non", "no"};
  return kNo;
}

const Text& where_not_necessary() {
  static const Text kConditional = {
      "sous condition : écarté dans la mesure où le traitement est nécessaire (art. 17(3)b)",
      "conditional: set aside to the extent that the processing is necessary (art. 17(3)b)"};
  return kConditional;
}

const Text& where_automated() {
  static const Text kAutomated = {"oui, pour les traitements automatisés (art. 20(1)b)",
                                  "yes, where processing is automated (art. 20(1)b)"};
  return kAutomated;
}

const Text& for_own_situation() {
  static const Text kObjection = {"oui, pour une raison tenant à sa situation (art. 21(1))",
                                  "yes, on grounds of one's own situation (art. 21(1))"};
  return kObjection;
}

std::vector<Text> headers_with(const Text& first) {
  return {first,
          {"Accès", "Access"},
          {"Rectification", "Rectification"},
          {"Effacement", "Erasure"},
          {"Limitation", "Restriction"},
          {"Portabilité", "Portability"},
          {"Opposition", "Objection"}};
}

std::vector<Text> row_of(const Text& name, const RightsOfBasis& rights) {
  return {name,
          rights.access,
          rights.rectification,
          rights.erasure,
          rights.restriction,
          rights.portability,
          rights.objection};
}

PaperSection bases_section() {
  PaperSection section;
  section.title = {"Droits selon la base légale", "Rights by legal basis"};
  section.paragraphs = {
      {"Réponse sous un mois, deux de plus si la demande est complexe, la personne en étant "
       "prévenue dans le premier mois (art. 12(3)).",
       "Answer within one month, two more where the request is complex, the person being told "
       "within the first month (art. 12(3))."}};
  PaperTable table;
  table.caption = {"Six bases légales", "Six legal bases"};
  table.headers = headers_with({"Base légale", "Legal basis"});
  for (const RightsOfBasis& rights : rights_of_bases())
    table.rows.push_back(row_of(capitalized_text(label_of_word(rights.basis)), rights));
  section.tables = {table};
  return section;
}

PaperSection activity_rights(const Json& activity) {
  PaperSection section;
  section.title = free_text(activity, "name");
  if (is_not_covered(activity)) {
    section.paragraphs.push_back(
        not_covered_in_words({word_at(activity, "id"), word_at(activity, "regime")}));
    return section;
  }
  PaperTable table;
  table.caption = {"Droits par finalité", "Rights by purpose"};
  table.headers = headers_with({"Finalité", "Purpose"});
  for (const Json& purpose : list_at(activity, "purposes")) {
    bool known = false;
    for (const Json& basis : list_at(purpose, "legal_bases"))
      if (const RightsOfBasis* rights = find_rights(basis.get<std::string>())) {
        known = true;
        table.rows.push_back(row_of(
            free_text(purpose, "text") + plain(" (") + label_of_word(rights->basis) + plain(")"),
            *rights));
      }
    if (!known)
      section.items.push_back(free_text(purpose, "text") +
                              Text{" : base légale à renseigner", ": legal basis to be filled in"});
  }
  section.tables = {table};
  return section;
}

}  // namespace

const std::vector<RightsOfBasis>& rights_of_bases() {
  static const std::vector<RightsOfBasis> kRights = {
      {"consent",
       yes(),
       yes(),
       yes(),
       yes(),
       where_automated(),
       {"retrait du consentement à tout moment (art. 7(3))",
        "withdrawal of consent at any time (art. 7(3))"}},
      {"contract", yes(), yes(), yes(), yes(), where_automated(), no()},
      {"legal_obligation", yes(), yes(), where_not_necessary(), yes(), no(), no()},
      {"vital_interests", yes(), yes(), yes(), yes(), no(), no()},
      {"public_task", yes(), yes(), where_not_necessary(), yes(), no(), for_own_situation()},
      {"legitimate_interests", yes(), yes(), yes(), yes(), no(), for_own_situation()}};
  return kRights;
}

const RightsOfBasis* find_rights(std::string_view basis) {
  for (const RightsOfBasis& rights : rights_of_bases())
    if (rights.basis == basis)
      return &rights;
  return nullptr;
}

Paper rights_paper(const std::vector<std::string>& activities, const std::string& date) {
  Paper paper;
  paper.above = Text{"aval, tableau du ", "aval, table of "} + date_in_words(date);
  paper.subject = {"Droits des personnes", "Rights of persons"};
  paper.verdict = {"Droits ouverts par finalité", "Rights open for each purpose"};
  paper.tone = Tone::neutral;
  paper.meaning = {"Déduit des bases légales du registre ; une loi particulière peut y déroger.",
                   "Drawn from the legal bases of the register; a special law may depart from it."};
  paper.sections.push_back(bases_section());
  for (const std::string& text : activities) {
    const Json activity = parse_json(text, "activity");
    if (word_at(activity, "role") != "processor" && word_at(activity, "status") != "archived")
      paper.sections.push_back(activity_rights(activity));
  }
  paper.footer = {
      "Sources : RGPD art. 7(3), 12 à 22 ; CNIL, guide RGPD du développeur, fiche 15 ; "
      "pour la mission d'intérêt public, l'effacement suit l'article 17(3)b.",
      "Sources: GDPR art. 7(3), 12 to 22; CNIL developer guide, sheet 15; for a public "
      "task, erasure follows article 17(3)b."};
  return paper;
}

}  // namespace aval
