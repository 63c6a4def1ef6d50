// A computed verdict (aval.decision/1) in words: why, what to do next, and who can answer what is
// missing.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kReasons = 3;

// A text of a decision: one string, or one a language.
Text text_at(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key))
    return {};
  const Json& value = json.at(key);
  if (value.is_string())
    return plain(value.get<std::string>());
  if (value.is_object())
    return {value.value("fr", std::string()), value.value("en", std::string())};
  return {};
}

std::string word_at(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json.at(key).is_string()
             ? json.at(key).get<std::string>()
             : std::string();
}

// "dataset:cantine" -> "jeu de données cantine".
Text subject_in_words(const std::string& subject) {
  const std::size_t colon = subject.find(':');
  if (colon == std::string::npos)
    return plain(subject);
  const std::string kind = subject.substr(0, colon);
  const Text name = plain(" " + subject.substr(colon + 1));
  if (kind == "dataset")
    return Text{"jeu de données", "dataset"} + name;
  if (kind == "activity")
    return Text{"activité", "activity"} + name;
  if (kind == "recipient")
    return Text{"destinataire", "recipient"} + name;
  if (kind == "publication")
    return Text{"publication", "publication"} + name;
  if (kind == "usecase")
    return Text{"cas d'usage", "use case"} + name;
  return plain(kind) + name;
}

// The order of design.md: block, missing, condition, then the rest.
int rank_of(const std::string& result) {
  if (result == "block")
    return 0;
  if (result == "missing")
    return 1;
  if (result == "condition")
    return 2;
  if (result == "info")
    return 3;
  return result == "pass" ? 4 : 5;
}

std::vector<Json> results_by_gravity(const Json& decision) {
  std::vector<Json> results;
  for (const Json& result : list_at(decision, "results"))
    results.push_back(result);
  std::stable_sort(results.begin(), results.end(), [](const Json& a, const Json& b) {
    return rank_of(word_at(a, "result")) < rank_of(word_at(b, "result"));
  });
  return results;
}

Text sources_in_words(const Json& result) {
  std::vector<Text> sources;
  for (const Json& source : list_at(result, "sources"))
    if (source.is_string())
      sources.push_back(plain(source.get<std::string>()));
  return sources.empty() ? Text{} : list_in_words(sources, 6);
}

Text title_of(const Json& result) {
  const Text policy = plain(word_at(result, "policy"));
  const Text title = text_at(result, "title");
  return title.fr.empty() ? Text{"Règle ", "Rule "} + policy
                          : title + plain(" (") + policy + plain(")");
}

// One reason a rule, with every object it holds for.
std::vector<PaperReason> reasons_of(const Json& decision) {
  std::vector<PaperReason> reasons;
  std::vector<std::string> policies;
  for (const Json& result : results_by_gravity(decision)) {
    if (rank_of(word_at(result, "result")) > 2)
      break;
    const std::string key = word_at(result, "policy") + word_at(result, "result");
    const auto known = std::find(policies.begin(), policies.end(), key);
    const Text subject = subject_in_words(word_at(result, "subject"));
    if (known != policies.end()) {
      PaperReason& reason = reasons[static_cast<std::size_t>(known - policies.begin())];
      reason.subject = reason.subject + plain(", ") + subject;
      continue;
    }
    policies.push_back(key);
    reasons.push_back(
        {title_of(result), result_label(word_at(result, "result")) + plain(" : ") + subject,
         text_at(result, "message"), text_at(result, "remedy"), sources_in_words(result)});
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

Text meaning_of(const std::string& verdict) {
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

std::size_t count_results(const Json& decision, std::string_view wanted) {
  const Json& results = list_at(decision, "results");
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(),
                    [&](const Json& result) { return word_at(result, "result") == wanted; }));
}

Text question_of(const Json& missing) {
  const Text question = text_at(missing, "question");
  return question.fr.empty() ? plain(word_at(missing, "fact")) : question;
}

Text next_action_of(const Json& decision, const std::string& verdict) {
  const Json& missing = list_at(decision, "missing");
  if (verdict == "incomplete" && !missing.empty()) {
    const Text who = text_at(missing.front(), "who");
    const Text asked = question_of(missing.front());
    Text action =
        Text{"Obtenir la première réponse manquante : ", "Get the first missing answer: "} + asked;
    if (!who.fr.empty())
      action = action + Text{" (peut répondre : ", " (can answer: "} + who + plain(")");
    return action + plain(".");
  }
  for (const Json& result : results_by_gravity(decision)) {
    const Text remedy = text_at(result, "remedy");
    if (rank_of(word_at(result, "result")) <= 2 && !remedy.fr.empty())
      return remedy;
  }
  return {"Faire prendre la décision par la personne compétente, puis passer à l'étape suivante.",
          "Have the decision taken by the person in charge, then go on to the next stage."};
}

PaperSection rules_section(const Json& decision) {
  PaperSection section;
  section.title = {"Règles examinées", "Rules examined"};
  const std::size_t outside = count_results(decision, "not_applicable");
  section.paragraphs.push_back(
      {"L'avis est calculé d'après les faits du dossier ; la décision revient à une personne "
       "habilitée.",
       "The verdict is computed from the facts of the dossier; the decision belongs to a person "
       "in charge."});
  PaperTable table;
  table.caption = {"Résultat de chaque règle", "Result of each rule"};
  table.headers = {{"Règle", "Rule"},
                   {"Sur", "About"},
                   {"Résultat", "Result"},
                   {"À faire", "To do"},
                   {"Textes", "Law"}};
  for (const Json& result : results_by_gravity(decision)) {
    const std::string word = word_at(result, "result");
    if (rank_of(word) > 4)
      continue;
    table.rows.push_back(
        {title_of(result), subject_in_words(word_at(result, "subject")), result_label(word),
         rank_of(word) < 4 ? text_at(result, "remedy") : Text{}, sources_in_words(result)});
  }
  section.tables.push_back(std::move(table));
  if (outside > 0)
    section.paragraphs.push_back(counted(outside,
                                         {"règle sans objet ici.", "rule does not apply here."},
                                         {"règles sans objet ici.", "rules do not apply here."}));
  return section;
}

PaperSection missing_section(const Json& decision) {
  PaperSection section;
  section.title = {"Ce qui manque, et qui peut répondre", "What is missing, and who can answer"};
  PaperTable table;
  table.caption = {"Réponses attendues", "Answers awaited"};
  table.headers = {{"Question", "Question"}, {"Peut répondre", "Can answer"}};
  for (const Json& missing : list_at(decision, "missing"))
    table.rows.push_back({question_of(missing), text_at(missing, "who")});
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace

void add_decision(Paper& paper, const Json& decision) {
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
  paper.verdict = verdict_label(verdict);
  paper.tone = tone_of(verdict);
  paper.meaning = meaning_of(verdict);
  paper.reasons = reasons_of(decision);
  paper.next_action = next_action_of(decision, verdict);
}

std::vector<PaperSection> decision_sections(const Json& decision) {
  if (!decision.is_object())
    return {};
  std::vector<PaperSection> sections;
  if (!list_at(decision, "missing").empty())
    sections.push_back(missing_section(decision));
  sections.push_back(rules_section(decision));
  return sections;
}

}  // namespace aval
