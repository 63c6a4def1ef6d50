// A DPIA screening as JSON and in words.
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/screening.h"

namespace aval {
namespace {

OrderedJson item_to_json(const ListItem& item, Language language) {
  OrderedJson json{{"item", item.item},
                   {"label", item.label.in(language)},
                   {"recorded", item.recorded},
                   {"because", item.because}};
  if (!item.conditions.fr.empty())
    json["conditions"] = item.conditions.in(language);
  return json;
}

OrderedJson items_to_json(const std::vector<ListItem>& items, Language language) {
  OrderedJson list = OrderedJson::array();
  for (const ListItem& item : items)
    list.push_back(item_to_json(item, language));
  return list;
}

std::string answer_in_words(const CriterionAnswer& criterion, bool french) {
  if (!criterion.answer)
    return french ? "sans réponse" : "not answered";
  if (*criterion.answer)
    return french ? "oui" : "yes";
  return french ? "non" : "no";
}

std::string items_in_words(const std::vector<ListItem>& items, Language language) {
  const bool french = language == Language::fr;
  std::string out;
  for (const ListItem& item : items) {
    out += "  " + std::to_string(item.item) + ". " + item.label.in(language);
    if (item.recorded)
      out += french ? " [retenu au dossier]" : " [named in the dossier]";
    if (!item.because.empty())
      out += (french ? " ; indices : " : "; signs: ") + join(item.because, ", ");
    out += "\n";
    if (!item.conditions.fr.empty())
      out += (french ? "     à condition : " : "     provided: ") + item.conditions.in(language) +
             "\n";
    if (!item.examples.empty())
      out += (french ? "     par exemple : " : "     for instance (in French): ") +
             item.examples.front() + "\n";
  }
  return out.empty() ? (french ? "  aucun indice\n" : "  no sign\n") : out;
}

// Why DP-02 answers what it does.
Text reason_of(const Screening& screening) {
  const std::string met = std::to_string(screening.met);
  switch (screening.dp02.result) {
    case PolicyResult::block:
    case PolicyResult::condition:
      return {
          "une analyse d'impact est attendue (" + met +
              " critères sur 9, ou un cas imposé) et elle n'est ni validée, ni écartée par une "
              "exemption ou un refus motivé avec l'avis du DPO",
          "a DPIA is expected (" + met +
              " criteria of 9, or a required case) and it is neither validated nor set aside by "
              "an exemption or a reasoned refusal with the DPO's opinion"};
    case PolicyResult::missing:
      return {"il manque des réponses, ou une exemption touche un cas imposé : le DPO arbitre",
              "answers are missing, or an exemption meets a required case: the DPO decides"};
    case PolicyResult::not_applicable:
      if (!screening.not_covered.empty())
        return {"le RGPD ne juge pas ce traitement", "the GDPR does not judge this processing"};
      return {"aucune donnée personnelle", "no personal data"};
    case PolicyResult::pass:
    case PolicyResult::info:
      break;
  }
  return {"rien n'impose une analyse d'impact (" + met +
              " critères sur 9), ou elle est validée, exemptée ou écartée avec motif",
          "nothing requires a DPIA (" + met +
              " criteria of 9), or it is validated, exempt or set aside with a reason"};
}

}  // namespace

std::string render_screening_json(const Screening& screening, Language language) {
  OrderedJson criteria = OrderedJson::array();
  for (const CriterionAnswer& criterion : screening.criteria) {
    OrderedJson suggestions = OrderedJson::array();
    for (const Text& suggestion : criterion.suggestions)
      suggestions.push_back(suggestion.in(language));
    criteria.push_back(
        {{"id", criterion.id},
         {"label", criterion.label.in(language)},
         {"answer", criterion.answer ? OrderedJson(*criterion.answer) : OrderedJson(nullptr)},
         {"suggestions", suggestions}});
  }
  const OrderedJson document{
      {"schema", "aval.screening/1"},
      {"usecase", screening.usecase},
      {"criteria", criteria},
      {"criteria_met", screening.met},
      {"required_list", items_to_json(screening.required, language)},
      {"exempt_list",
       {{"status", "to_confirm"}, {"items", items_to_json(screening.exempt, language)}}},
      {"conclusion",
       {{"DP-01", name_of(screening.dp01.result)},
        {"DP-02", name_of(screening.dp02.result)},
        {"reason", reason_of(screening).in(language)}}}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_screening_text(const PolicyPack& pack, const Screening& screening,
                                  Language language) {
  const bool french = language == Language::fr;
  std::string out = french ? "NEUF CRITÈRES (WP248 rév. 01)\n" : "NINE CRITERIA (WP248 rev. 01)\n";
  for (const CriterionAnswer& criterion : screening.criteria) {
    out += "  " + criterion.label.in(language) + (french ? " : " : ": ") +
           answer_in_words(criterion, french) + "\n";
    for (const Text& suggestion : criterion.suggestions)
      out += (french ? "     indice, à vérifier : " : "     sign, to be checked: ") +
             suggestion.in(language) + "\n";
  }
  out += (french ? "\nLISTE « AIPD REQUISE » (délibération CNIL 2018-327)\n"
                 : "\nLIST 'DPIA REQUIRED' (CNIL deliberation 2018-327)\n") +
         items_in_words(screening.required, language);
  out += (french ? "\nLISTE « AIPD NON REQUISE » (délibération CNIL 2019-118, à confirmer)\n"
                 : "\nLIST 'DPIA NOT REQUIRED' (CNIL deliberation 2019-118, to confirm)\n") +
         items_in_words(screening.exempt, language);
  out += french ? "\nCONCLUSION (étape G3)\n" : "\nCONCLUSION (gate G3)\n";
  for (const PolicyOutcome* outcome : {&screening.dp01, &screening.dp02})
    if (const Policy* policy = find_policy(pack, outcome->policy))
      out += "  " + outcome->policy + " " + policy->title.in(language) + (french ? " : " : ": ") +
             label_of(outcome->result).in(language) + "\n";
  out += "  " + reason_of(screening).in(language) + "\n";
  for (const NotCovered& entry : screening.not_covered)
    out += "  " + not_covered_in_words(entry).in(language) + "\n";
  return escape_terminal(out, true);
}

}  // namespace aval
