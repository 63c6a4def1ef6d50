#include "reports/processing_annex.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "reports/activity_sections.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

PaperSection parties_section(const Json& organisation) {
  PaperSection section;
  section.title = {"Parties", "Parties"};
  const Json& host = object_at(organisation, "controller");
  section.facts = {
      {{"Sous-traitant (structure qui héberge)", "Processor (hosting body)"},
       host.is_object() ? free_text(organisation, "name") + plain(", ") + person_in_words(host)
                        : Text{"[À compléter]", "[To be filled in]"}},
      {{"Responsable du traitement (collectivité desservie)", "Controller (authority served)"},
       {"[À compléter : nom, représentant, coordonnées, délégué]",
        "[To be filled in: name, representative, contact details, officer]"}}};
  return section;
}

// Article 28(3), first sentence: what the act must define.
PaperSection description_section() {
  PaperSection section;
  section.title = {"Objet du traitement (art. 28(3))", "Subject matter (art. 28(3))"};
  section.facts = {
      {{"Objet et nature", "Subject and nature"},
       {"héberger un espace de travail d'aval par collectivité, le sauvegarder, assister ses "
        "utilisateurs",
        "host one workspace of aval for each authority, back it up, assist its users"}},
      {{"Finalité", "Purpose"},
       {"tenir le registre, auditer des jeux de données, instruire des cas d'usage",
        "keep the register, audit datasets, examine use cases"}},
      {{"Durée", "Duration"},
       {"[À compléter : celle de la convention]", "[To be filled in: that of the agreement]"}},
      {{"Données", "Data"},
       {"noms, fonctions et coordonnées professionnelles des contacts ; comptes des utilisateurs, "
        "sous pseudonyme au journal. Les jeux audités sont lus puis oubliés : aucune de leurs "
        "valeurs n'est gardée",
        "names, functions and professional contact details of contacts; users' accounts, under "
        "pseudonyms in the journal. Audited datasets are read and forgotten: none of their values "
        "is kept"}},
      {{"Personnes concernées", "Data subjects"},
       {"contacts nommés dans les fiches et dossiers ; utilisateurs ; le temps de l'audit, "
        "personnes des jeux déposés",
        "contacts named in sheets and dossiers; users; while an audit lasts, persons of uploaded "
        "datasets"}}};
  return section;
}

// The eight duties of article 28(3), a to h, in its order.
PaperSection duties_section() {
  PaperSection section;
  section.title = {"Engagements du sous-traitant", "Duties of the processor"};
  section.items = {
      {"a) Traiter sur la seule instruction documentée de la collectivité ; aucun transfert hors "
       "de "
       "l'Union sans elle.",
       "a) Process on documented instructions of the authority only; no transfer outside the Union "
       "without them."},
      {"b) N'autoriser que des personnes tenues à la confidentialité.",
       "b) Authorise only persons bound to confidentiality."},
      {"c) Prendre les mesures de l'article 32 : un espace par collectivité, accès nominatifs, "
       "chiffrement, sauvegardes essayées, journal vérifié.",
       "c) Take the measures of article 32: one workspace for each authority, named access, "
       "encryption, backups tried out, journal verified."},
      {"d) Ne recourir à un autre sous-traitant qu'avec autorisation écrite, aux mêmes conditions "
       "(art. 28(2) et 28(4)).",
       "d) Engage another processor only with written authorisation, on the same terms (art. 28(2) "
       "and 28(4))."},
      {"e) Aider la collectivité à répondre aux demandes des personnes ; transmettre sans délai "
       "celles qu'il reçoit.",
       "e) Help the authority answer the requests of persons; pass on without delay those it "
       "receives."},
      {"f) L'aider pour la sécurité, les violations, les analyses d'impact (art. 32 à 36) ; lui "
       "notifier toute violation dans les meilleurs délais (art. 33(2)).",
       "f) Help it with security, breaches and impact assessments (art. 32 to 36); notify it of "
       "any "
       "breach without undue delay (art. 33(2))."},
      {"g) En fin de prestation, selon son choix, rendre l'espace de travail ou l'effacer, copies "
       "comprises.",
       "g) At the end, as it chooses, hand back the workspace or erase it, copies included."},
      {"h) Tenir à sa disposition la preuve de ces engagements et permettre des audits ; l'avertir "
       "d'une instruction qui lui paraît contraire au droit.",
       "h) Make available what shows compliance and allow audits; warn it of an instruction that "
       "seems unlawful."}};
  return section;
}

}  // namespace

Paper processing_annex(const std::string& organisation, const std::string& date) {
  const Json host = organisation.empty() ? Json() : parse_json(organisation, "organisation");
  Paper paper;
  paper.above = Text{"Modèle du ", "Model of "} + date_in_words(date);
  paper.subject = {"Hébergement mutualisé d'aval", "Shared hosting of aval"};
  paper.verdict = {"Annexe : traitement pour le compte du responsable (RGPD art. 28)",
                   "Annex: processing on behalf of the controller (GDPR art. 28)"};
  paper.tone = Tone::neutral;
  paper.meaning = {"Modèle à compléter et à faire valider par le délégué avant signature.",
                   "A model to complete and to have checked by the officer before it is signed."};
  paper.sections = {parties_section(host), description_section(), duties_section()};
  paper.footer = {"Source : RGPD, article 28, paragraphes 2 à 4 et 9.",
                  "Source: GDPR, article 28, paragraphs 2 to 4 and 9."};
  return paper;
}

}  // namespace aval
