// A computed verdict (aval.decision/1) in words: why, what to do next, and who can answer what is
// missing.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "policies/not_covered.h"
#include "policies/waivers.h"
#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"
#include "reports/rejection_words.h"

namespace aval {
namespace {

constexpr std::size_t kReasons = 3;

PaperReason reason_of(const Json& result, const PolicyPack& policies) {
  const Text subject = subject_in_words(word_at(result, "subject"));
  if (is_not_built(result))
    return {{"Règles que cette version ne sait pas encore examiner",
             "Rules that this version cannot examine yet"},
            plain(word_at(result, "policy")),
            {"L'avis ne peut pas être favorable à cette étape tant qu'elles ne le sont pas.",
             "The verdict cannot be favourable at this stage until they are."},
            {},
            {}};
  return {title_of(result, policies),
          capitalized_text(result_label(word_at(result, "result"))) + Text{" : ", ": "} + subject,
          why_of(result, policies), remedy_of(result, policies), sources_in_words(result)};
}

// One reason a rule, with every object it holds for.
std::vector<PaperReason> reasons_of(const Json& decision, const PolicyPack& policies) {
  std::vector<PaperReason> reasons;
  std::vector<std::string> seen;
  for (const Json& result : results_by_gravity(decision, policies)) {
    if (rank_of(result) > kLastReason)
      break;
    const std::string key =
        is_not_built(result) ? "not_built" : word_at(result, "policy") + word_at(result, "result");
    const auto known = std::find(seen.begin(), seen.end(), key);
    if (known == seen.end()) {
      seen.push_back(key);
      reasons.push_back(reason_of(result, policies));
      continue;
    }
    PaperReason& reason = reasons[static_cast<std::size_t>(known - seen.begin())];
    reason.subject = reason.subject + plain(", ") +
                     (is_not_built(result) ? plain(word_at(result, "policy"))
                                           : subject_in_words(word_at(result, "subject")));
  }
  if (reasons.size() > kReasons)
    reasons.resize(kReasons);
  return reasons;
}

Tone tone_of(const std::string& verdict) {
  if (verdict == "go")
    return Tone::good;
  if (verdict == "go_with_conditions")
    return Tone::caution;
  return verdict == "no_go" ? Tone::grave : Tone::bad;
}

// Of a publication sheet: what is judged is a file to be published, not a use case.
Text meaning_for_publication(const std::string& verdict) {
  if (verdict == "go")
    return {"Aucune règle ne s'oppose à la publication.", "No rule stands against publication."};
  if (verdict == "go_with_conditions")
    return {"La publication est possible une fois levées les réserves ci-dessous.",
            "Publication is possible once the conditions below are met."};
  if (verdict == "no_go")
    return {"Au moins une règle s'oppose à la publication de ces données telles quelles.",
            "At least one rule stands against publishing these data as they are."};
  return {"Il manque des réponses pour conclure : ce n'est ni un oui ni un non.",
          "Answers are missing to conclude: this is neither a yes nor a no."};
}

Text meaning_of(const std::string& verdict, bool publication) {
  if (publication)
    return meaning_for_publication(verdict);
  if (verdict == "go")
    return {"Aucune règle ne s'oppose au cas d'usage à cette étape.",
            "No rule stands against the use case at this stage."};
  if (verdict == "go_with_conditions")
    return {"Le cas d'usage peut avancer une fois levées les réserves ci-dessous.",
            "The use case may go ahead once the conditions below are met."};
  if (verdict == "no_go")
    return {"Au moins une règle s'oppose au cas d'usage tel qu'il est décrit.",
            "At least one rule stands against the use case as described."};
  return {"Il manque des réponses pour conclure : ce n'est ni un oui ni un non.",
          "Answers are missing to conclude: this is neither a yes nor a no."};
}

// In both languages where the pack knows the fact; else as the decision holds it.
Text question_of(const Json& missing, const PolicyPack& policies) {
  const auto known = policies.facts.find(word_at(missing, "fact"));
  if (known != policies.facts.end() && !known->second.question.fr.empty())
    return known->second.question;
  const Text question = text_at(missing, "question");
  return question.fr.empty() ? plain(word_at(missing, "fact")) : question;
}

Text who_of(const Json& missing, const PolicyPack& policies) {
  const auto known = policies.facts.find(word_at(missing, "fact"));
  return known != policies.facts.end() ? known->second.who : text_at(missing, "who");
}

Text next_action_of(const Json& decision, const PolicyPack& policies) {
  for (const Json& result : results_by_gravity(decision, policies)) {
    Text remedy = remedy_of(result, policies);
    if (rank_of(result) <= kLastReason && !remedy.fr.empty())
      return remedy;
  }
  if (const Json& missing = list_at(decision, "missing"); !missing.empty()) {
    const Text who = who_of(missing.front(), policies);
    Text action =
        Text{"Obtenir la première réponse manquante : ", "Get the first missing answer: "} +
        question_of(missing.front(), policies);
    if (!who.fr.empty())
      action = action + Text{" (peut répondre : ", " (can answer: "} + who + plain(")");
    return action + plain(".");
  }
  if (word_at(decision, "scope") == "publication")
    return {"Faire prendre la décision par la personne compétente, puis publier.",
            "Have the decision taken by the person in charge, then publish."};
  return {"Faire prendre la décision par la personne compétente, puis passer à l'étape suivante.",
          "Have the decision taken by the person in charge, then go on to the next stage."};
}

// One list for each person or department who can answer, in the order of the decision.
PaperSection missing_section(const Json& decision, const PolicyPack& policies) {
  PaperSection section;
  section.title = {"Ce qui manque, et qui peut répondre", "What is missing, and who can answer"};
  for (const Json& missing : list_at(decision, "missing")) {
    const Text who = capitalized_text(who_of(missing, policies));
    auto list = std::find_if(section.lists.begin(), section.lists.end(),
                             [&](const PaperList& one) { return one.title.fr == who.fr; });
    if (list == section.lists.end())
      list = section.lists.insert(section.lists.end(), {who, {}});
    list->items.push_back(question_of(missing, policies));
  }
  for (PaperList& list : section.lists)
    if (list.title.fr.empty())
      list.title = {"À qui revient la réponse : à désigner", "Who can answer: to be named"};
  return section;
}

// ", 2 dérogations" beside the verdict that rests on them.
Text waivers_in_words(const Json& decision) {
  std::size_t used = 0;
  for (const Json& waiver : list_at(decision, "waivers"))
    used += word_at(waiver, "standing") == "used" ? 1U : 0U;
  return used == 0 ? Text{} : plain(", ") + count_of_waivers(used);
}

}  // namespace

void add_decision(Paper& paper, const Json& decision, const PolicyPack& policies) {
  if (!decision.is_object()) {
    paper.verdict = {"Dossier sans avis", "No verdict yet"};
    paper.tone = Tone::caution;
    paper.meaning = {"Aucun avis n'a encore été calculé pour ce cas d'usage.",
                     "No verdict was computed for this use case yet."};
    paper.next_action = {
        "Calculer l'avis : aval decide, avec l'identifiant du cas d'usage et "
        "l'étape.",
        "Compute the verdict: aval decide, with the use case's id and the stage."};
    return;
  }
  const std::string verdict = word_at(decision, "verdict");
  paper.verdict = verdict_label(verdict) + waivers_in_words(decision);
  paper.tone = tone_of(verdict);
  paper.meaning = meaning_of(verdict, word_at(decision, "scope") == "publication");
  for (const Json& entry : list_at(decision, "not_covered"))
    paper.not_covered.push_back(
        not_covered_in_words({word_at(entry, "activity"), word_at(entry, "regime")}));
  for (const Json& entry : list_at(decision, "rejected_findings"))
    paper.set_aside.push_back(
        rejection_in_words(parse_rejection(word_at(entry, "dataset"), entry)));
  paper.reasons = reasons_of(decision, policies);
  paper.next_action = next_action_of(decision, policies);
}

std::vector<PaperSection> open_sections(const Json& decision, const PolicyPack& policies) {
  if (!decision.is_object())
    return {};
  std::vector<PaperSection> sections;
  if (!list_at(decision, "missing").empty())
    sections.push_back(missing_section(decision, policies));
  for (PaperSection& section : commitment_sections(decision, policies))
    sections.push_back(std::move(section));
  return sections;
}

std::vector<PaperSection> decision_sections(const Json& decision, const PolicyPack& policies) {
  if (!decision.is_object())
    return {};
  std::vector<PaperSection> sections = open_sections(decision, policies);
  sections.push_back(rules_section(decision, policies));
  PaperSection law = law_section(decision, policies);
  if (!law.quotes.empty())
    sections.push_back(std::move(law));
  return sections;
}

}  // namespace aval
