#include "reports/notice_paper.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "reports/activity_sections.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"
#include "reports/rights.h"

namespace aval {
namespace {

// What the notice is made from, and the elements it could not find.
struct Draft {
  Json organisation;
  Json activity;
  bool direct = true;
  std::vector<NoticeGap> gaps;
};

// The letter of the element in article 13 or in article 14; the same article for both languages.
std::string article_of(const Draft& draft, const char* of_13, const char* of_14) {
  return draft.direct ? std::string("art. 13") + of_13 : std::string("art. 14") + of_14;
}

// Notes the gap, and gives the words that stand in its place.
Text missing(Draft& draft, const std::string& article, const Text& what) {
  draft.gaps.push_back({article, what});
  return Text{"[À compléter : ", "[To be filled in: "} + what + plain(" (" + article + ")]");
}

bool holds(const Json& document, const char* key) {
  if (!document.is_object() || !document.contains(key))
    return false;
  const Json& value = document.at(key);
  return value.is_string()                       ? !value.get_ref<const std::string&>().empty()
         : value.is_array() || value.is_object() ? !value.empty()
                                                 : !value.is_null();
}

bool has_basis(const Json& activity, std::string_view basis) {
  const Json& purposes = list_at(activity, "purposes");
  return std::any_of(purposes.begin(), purposes.end(), [&](const Json& purpose) {
    const Json& bases = list_at(purpose, "legal_bases");
    return std::find(bases.begin(), bases.end(), std::string(basis)) != bases.end();
  });
}

const Json& controller_of(const Draft& draft) {
  const Json& own = object_at(draft.activity, "controller");
  return own.is_object() && holds(own, "name") ? own : object_at(draft.organisation, "controller");
}

PaperSection controller_section(Draft& draft) {
  PaperSection section;
  section.title = {"Qui est responsable de vos données ?", "Who is responsible for your data?"};
  const Json& controller = controller_of(draft);
  const bool known =
      holds(controller, "name") && (holds(controller, "contact") || holds(controller, "email") ||
                                    holds(controller, "address") || holds(controller, "phone"));
  section.facts.push_back({{"Responsable", "Controller"},
                           known ? person_in_words(controller)
                                 : missing(draft, article_of(draft, "(1)a", "(1)a"),
                                           {"nom et coordonnées du responsable",
                                            "name and contact details of the controller"})});
  for (const Json* holder : {&draft.activity, &draft.organisation})
    if (holds(object_at(*holder, "representative"), "name"))
      section.facts.push_back({{"Son représentant", "Its representative"},
                               person_in_words(object_at(*holder, "representative"))});
  for (const Json& joint : list_at(draft.activity, "joint_controllers"))
    section.facts.push_back(
        {{"Également responsable", "Also responsible"}, person_in_words(joint)});
  const Json& dpo = object_at(draft.organisation, "dpo");
  section.facts.push_back({{"Délégué à la protection des données", "Data protection officer"},
                           holds(dpo, "contact") || holds(dpo, "email")
                               ? person_in_words(dpo)
                               : missing(draft, article_of(draft, "(1)b", "(1)b"),
                                         {"coordonnées du délégué à la protection des données",
                                          "contact details of the data protection officer"})});
  return section;
}

// "mission d'intérêt public : Code ...".
Text basis_of(Draft& draft, const Json& purpose) {
  const std::string article = article_of(draft, "(1)c", "(1)c");
  if (list_at(purpose, "legal_bases").empty())
    return missing(draft, article, {"base juridique", "legal basis"});
  Text basis = value_in_words(purpose, "legal_bases");
  if (holds(purpose, "legal_texts"))
    basis = basis + Text{" : ", ": "} + free_text(purpose, "legal_texts");
  const Json& bases = list_at(purpose, "legal_bases");
  if (std::find(bases.begin(), bases.end(), "legitimate_interests") == bases.end())
    return basis;
  return basis + plain(" ; ") +
         (holds(purpose, "legitimate_interest")
              ? free_text(purpose, "legitimate_interest")
              : missing(draft, article_of(draft, "(1)d", "(2)b"),
                        {"intérêt légitime poursuivi", "legitimate interest pursued"}));
}

PaperSection purposes_section(Draft& draft) {
  PaperSection section;
  section.title = {"Pourquoi utilisons-nous vos données, et à quel titre ?",
                   "Why do we use your data, and on what basis?"};
  PaperTable table;
  table.caption = {"Finalités et bases juridiques", "Purposes and legal bases"};
  table.headers = {{"Finalité", "Purpose"}, {"Base juridique", "Legal basis"}};
  for (const Json& purpose : list_at(draft.activity, "purposes"))
    table.rows.push_back({free_text(purpose, "text"), basis_of(draft, purpose)});
  if (table.rows.empty())
    section.paragraphs.push_back(
        missing(draft, article_of(draft, "(1)c", "(1)c"), {"finalités", "purposes"}));
  section.tables = {table};
  return section;
}

PaperSection data_section(Draft& draft) {
  PaperSection section;
  section.title = {"Quelles données, et d'où viennent-elles ?",
                   "Which data, and where do they come from?"};
  for (const Json& category : list_at(draft.activity, "data_categories"))
    section.items.push_back(capitalized_text(value_in_words(category, "category")) +
                            (holds(category, "description")
                                 ? Text{" : ", ": "} + free_text(category, "description")
                                 : Text{}));
  if (section.items.empty())
    section.items.push_back(
        missing(draft, "art. 14(1)d", {"catégories de données", "categories of data"}));
  std::vector<Text> sources;
  for (const Json& source : list_at(draft.activity, "data_sources"))
    if (word_at(source, "type") != "data_subject")
      sources.push_back(free_text(source, "name") +
                        (source.value("public", Json()) == true
                             ? Text{" (source accessible au public)", " (publicly accessible)"}
                             : Text{}));
  section.facts.push_back({{"Source", "Source"},
                           sources.empty()
                               ? missing(draft, "art. 14(2)f",
                                         {"source des données, accessible au public ou non",
                                          "source of the data, publicly accessible or not"})
                               : list_in_words(sources, sources.size())});
  return section;
}

PaperSection recipients_section(Draft& draft) {
  PaperSection section;
  section.title = {"Qui reçoit vos données ?", "Who receives your data?"};
  const std::string article = article_of(draft, "(1)e", "(1)e");
  for (const char* list : {"recipients", "processors"})
    for (const Json& recipient : list_at(draft.activity, list))
      section.items.push_back(free_text(recipient, "name"));
  if (!draft.activity.contains("recipients"))
    section.items.push_back(
        missing(draft, article, {"destinataires, ou qu'il n'y en a pas", "recipients, or none"}));
  else if (section.items.empty())
    section.paragraphs.push_back(
        {"Personne d'autre que nos services habilités.", "Nobody but our authorised departments."});
  for (const Json& transfer : list_at(draft.activity, "transfers"))
    section.paragraphs.push_back(
        Text{"Vos données sont transmises hors de l'Union européenne : ",
             "Your data are sent outside the European Union: "} +
        (holds(transfer, "country")
             ? free_text(transfer, "country")
             : missing(draft, article_of(draft, "(1)f", "(1)f"), {"pays", "country"})) +
        Text{", avec cette garantie : ", ", with this safeguard: "} +
        (holds(transfer, "tool") ? free_text(transfer, "tool")
                                 : missing(draft, article_of(draft, "(1)f", "(1)f"),
                                           {"garantie et moyen d'en obtenir copie",
                                            "safeguard and how to obtain a copy"})) +
        plain("."));
  if (!draft.activity.contains("transfers"))
    section.paragraphs.push_back(missing(draft, article_of(draft, "(1)f", "(1)f"),
                                         {"transferts hors de l'Union, ou qu'il n'y en a pas",
                                          "transfers outside the Union, or none"}));
  return section;
}

bool has_period(const Json& category) {
  const Json& retention = object_at(category, "retention");
  return holds(retention, "active_months") || holds(retention, "text");
}

// Months and starting point only: references and archives' words are not for the public.
Text period_of(const Json& category) {
  const Json& retention = object_at(category, "retention");
  Text words = holds(retention, "text")
                   ? free_text(retention, "text")
                   : value_in_words(retention, "active_months") + Text{" mois", " months"};
  if (retention.contains("intermediate_months") && retention.at("intermediate_months") != 0 &&
      holds(retention, "intermediate_months"))
    words = words + Text{", puis ", ", then "} + value_in_words(retention, "intermediate_months") +
            Text{" mois aux archives", " months in the archive"};
  if (holds(retention, "trigger"))
    words = words + Text{", à partir de : ", ", from: "} + free_text(retention, "trigger");
  return words;
}

PaperSection retention_section(Draft& draft) {
  PaperSection section;
  section.title = {"Combien de temps les gardons-nous ?", "How long do we keep them?"};
  const std::string article = article_of(draft, "(2)a", "(2)a");
  PaperTable table;
  table.caption = {"Durées de conservation", "Retention periods"};
  table.headers = {{"Données", "Data"}, {"Durée", "Period"}};
  for (const Json& category : list_at(draft.activity, "data_categories"))
    table.rows.push_back({capitalized_text(value_in_words(category, "category")),
                          has_period(category)
                              ? period_of(category)
                              : missing(draft, article,
                                        {"durée, ou critères qui la déterminent",
                                         "period, or criteria that determine it"})});
  if (table.rows.empty())
    section.paragraphs.push_back(
        missing(draft, article, {"durées de conservation", "retention periods"}));
  section.tables = {table};
  return section;
}

// Rights open for at least one purpose of the activity.
std::vector<Text> open_rights(const Json& activity) {
  const bool consent = has_basis(activity, "consent"), contract = has_basis(activity, "contract"),
             task = has_basis(activity, "public_task"),
             interest = has_basis(activity, "legitimate_interests");
  std::vector<Text> rights = {
      {"obtenir une copie de vos données (accès)", "obtain a copy of your data (access)"},
      {"faire corriger ce qui est inexact (rectification)", "have errors corrected"},
      {"faire effacer vos données, sauf dans la mesure où une obligation légale ou une mission "
       "d'intérêt public les rend nécessaires",
       "have your data erased, except to the extent that a legal obligation or a public task makes "
       "them necessary"},
      {"faire suspendre leur utilisation, le temps d'un examen (limitation)",
       "have their use suspended while a point is examined (restriction)"}};
  if (consent || contract)
    rights.push_back(
        {"recevoir les données que vous avez fournies sous une forme réutilisable "
         "(portabilité)",
         "receive the data you provided in a reusable form (portability)"});
  if (task || interest)
    rights.push_back({"vous opposer à leur utilisation, pour une raison tenant à votre situation",
                      "object to their use, on grounds of your own situation"});
  if (consent)
    rights.push_back(
        {"retirer votre consentement à tout moment, sans effet sur ce qui a été fait "
         "avant",
         "withdraw your consent at any time, without effect on what was done before"});
  return rights;
}

PaperSection rights_section(Draft& draft) {
  PaperSection section;
  section.title = {"Quels sont vos droits ?", "What are your rights?"};
  section.items = open_rights(draft.activity);
  Text how = holds(draft.activity, "rights_procedure")
                 ? free_text(draft.activity, "rights_procedure")
             : holds(draft.organisation, "rights_contact")
                 ? free_text(draft.organisation, "rights_contact")
                 : missing(draft, article_of(draft, "(2)b", "(2)c"),
                           {"à qui et comment s'adresser", "whom to ask and how"});
  section.facts = {
      {{"Comment faire", "How"}, how},
      {{"Délai de réponse", "Time to answer"},
       {"un mois, prolongé de deux si la demande est complexe (vous en serez averti)",
        "one month, extended by two where the request is complex (you will be told)"}},
      {{"Réclamation", "Complaint"},
       {"vous pouvez saisir la CNIL : www.cnil.fr", "you may complain to the CNIL: www.cnil.fr"}}};
  if (has_basis(draft.activity, "consent")) {
    std::vector<Text> ways;
    for (const Json& purpose : list_at(draft.activity, "purposes"))
      if (holds(object_at(purpose, "consent"), "withdrawal"))
        ways.push_back(free_text(object_at(purpose, "consent"), "withdrawal"));
    section.facts.push_back(
        {{"Retirer son consentement", "Withdrawing consent"},
         ways.empty() ? missing(draft, article_of(draft, "(2)c", "(2)d"),
                                {"comment retirer son consentement", "how to withdraw consent"})
                      : list_in_words(ways, ways.size())});
  }
  return section;
}

PaperSection provision_section(Draft& draft) {
  PaperSection section;
  section.title = {"Devez-vous fournir ces données ?", "Must you provide these data?"};
  const Json& provision = object_at(draft.activity, "data_provision");
  if (!holds(provision, "required")) {
    section.paragraphs = {
        missing(draft, "art. 13(2)e",
                {"fourniture exigée par un texte ou un contrat, ou facultative, et conséquences",
                 "provision required by a text or a contract, or optional, and consequences"})};
    return section;
  }
  Text answer = provision.at("required") == true
                    ? Text{"Oui : un texte ou un contrat l'exige.",
                           "Yes: a text or a contract "
                           "requires it."}
                    : Text{"Non, vous êtes libre de répondre.", "No, you are free to answer."};
  if (holds(provision, "consequences"))
    answer = answer + Text{" Si vous ne les fournissez pas : ", " If you do not provide them: "} +
             free_text(provision, "consequences") + plain(".");
  section.paragraphs = {answer};
  return section;
}

PaperSection automated_section(Draft& draft) {
  PaperSection section;
  section.title = {"Une décision est-elle prise automatiquement ?",
                   "Is any decision taken automatically?"};
  const std::string article = article_of(draft, "(2)f", "(2)g");
  const Json& automated = object_at(draft.activity, "automated_decision");
  if (!holds(automated, "exists"))
    section.paragraphs = {missing(draft, article,
                                  {"existence ou absence d'une décision automatisée",
                                   "existence or absence of an automated decision"})};
  else if (automated.at("exists") == false)
    section.paragraphs = {{"Non, aucune.", "No, none."}};
  else
    for (const auto& [key, what] :
         {std::pair<const char*, Text>{"logic", {"logique sous-jacente", "logic involved"}},
          std::pair<const char*, Text>{
              "consequences", {"importance et conséquences", "significance and consequences"}}})
      section.facts.push_back({capitalized_text(what), holds(automated, key)
                                                           ? free_text(automated, key)
                                                           : missing(draft, article, what)});
  return section;
}

void add_standing(Notice& notice) {
  Paper& paper = notice.paper;
  paper.tone = notice.gaps.empty() ? Tone::neutral : Tone::caution;
  if (notice.gaps.empty())
    return;
  std::vector<Text> gaps;
  for (const NoticeGap& gap : notice.gaps)
    if (Text told = gap.what + plain(" (" + gap.article + ")");
        std::find(gaps.begin(), gaps.end(), told) == gaps.end())
      gaps.push_back(std::move(told));
  paper.next_action = Text{"Avant de diffuser cette mention, compléter : ",
                           "Before this notice is given, fill in: "} +
                      list_in_words(gaps, gaps.size()) + plain(".");
}

}  // namespace

Notice notice_of(const NoticeInput& input) {
  Draft draft{input.organisation.empty() ? Json() : parse_json(input.organisation, "organisation"),
              parse_json(input.activity, "activity"),
              input.collection == Collection::direct,
              {}};
  Notice notice;
  Paper& paper = notice.paper;
  paper.subject = free_text(draft.activity, "name");
  paper.verdict = {"Vos données personnelles : ce que nous en faisons",
                   "Your personal data: what we do with them"};
  paper.meaning = draft.direct
                      ? Text{"Vous nous confiez des données qui vous concernent. Voici pourquoi, et "
                             "quels sont vos droits.",
                             "You give us data about yourself. This page tells why, and what your "
                             "rights are."}
                      : Text{"Nous avons reçu des données qui vous concernent. Voici pourquoi, et "
                             "quels sont vos droits.",
                             "We received data about you. This page tells why, and what your rights "
                             "are."};
  paper.sections = {controller_section(draft), purposes_section(draft)};
  if (!draft.direct)
    paper.sections.push_back(data_section(draft));
  paper.sections.push_back(recipients_section(draft));
  paper.sections.push_back(retention_section(draft));
  if (draft.direct)
    paper.sections.push_back(provision_section(draft));
  paper.sections.push_back(rights_section(draft));
  paper.sections.push_back(automated_section(draft));
  paper.above =
      Text{"Mention d'information du ", "Information notice of "} + date_in_words(input.date);
  paper.footer = draft.direct ? Text{"RGPD, article 13.", "GDPR, article 13."}
                              : Text{"RGPD, article 14.", "GDPR, article 14."};
  notice.gaps = std::move(draft.gaps);
  add_standing(notice);
  return notice;
}

}  // namespace aval
