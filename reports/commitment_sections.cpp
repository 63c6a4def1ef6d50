// What stands beside the results of a decision: conditions, plans, attested facts.
#include <nlohmann/json.hpp>

#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// "réserve suspensive", "réserve de suivi".
Text kind_of(const Json& result) {
  return label_of(word_at(result, "condition") == "follow_up" ? ConditionKind::follow_up
                                                              : ConditionKind::suspensive);
}

Text commitment_of(const Json& result, const char* key) {
  if (!result.contains(key))
    return {"à désigner", "to be named"};
  const Json& commitment = result.at(key);
  return free_text(commitment, "owner") + plain(", ") + value_in_words(commitment, "due_on");
}

// Conditions with what they hold up, who follows them and until when.
PaperSection conditions_section(const Json& decision, const PolicyPack& policies) {
  PaperSection section;
  section.title = {"Réserves", "Conditions"};
  section.paragraphs.push_back(
      {"Suspensive : l'avis favorable ne prend effet qu'une fois la réserve levée et le cas "
       "réévalué. De suivi : la réserve a un responsable et une échéance.",
       "Suspensive: the favourable opinion takes effect once the condition is met and the case "
       "evaluated again. Follow-up: the condition has an owner and a due date."});
  PaperTable table;
  table.caption = {"Réserves de l'avis", "Conditions of the opinion"};
  table.headers = {{"Règle", "Rule"},
                   {"Sur", "About"},
                   {"À faire", "To do"},
                   {"Nature, responsable, échéance", "Kind, owner, due date"},
                   {"Textes", "Law"}};
  for (const Json& result : results_by_gravity(decision, policies))
    if (word_at(result, "result") == "condition")
      table.rows.push_back({title_of(result, policies), subject_in_decision(result, decision),
                            remedy_of(result, policies),
                            kind_of(result) + plain(", ") + commitment_of(result, "follow_up"),
                            sources_in_words(result)});
  if (table.rows.empty())
    return {};
  section.tables.push_back(std::move(table));
  return section;
}

// Dated plans for processing already running; the verdict stays.
PaperSection plans_section(const Json& decision, const PolicyPack& policies) {
  PaperSection section;
  PaperTable table;
  table.caption = {"Plans de mise en conformité", "Compliance plans"};
  table.headers = {
      {"Règle", "Rule"}, {"Étapes", "Steps"}, {"Responsable, échéance", "Owner, due date"}};
  for (const Json& result : results_by_gravity(decision, policies))
    if (result.contains("compliance_plan"))
      table.rows.push_back({title_of(result, policies),
                            free_text(result.at("compliance_plan"), "steps"),
                            commitment_of(result, "compliance_plan")});
  if (table.rows.empty())
    return {};
  section.title = {"Plans de mise en conformité", "Compliance plans"};
  section.paragraphs.push_back(
      {"Ils datent le retour à la règle ; ils ne changent pas l'avis.",
       "They date the return to the rule; they do not change the opinion."});
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection attested_section(const Json& decision, const PolicyPack& policies) {
  PaperSection section;
  PaperTable table;
  table.caption = {"Faits attestés", "Attested facts"};
  table.headers = {{"Règle", "Rule"},
                   {"Texte invoqué", "Text relied on"},
                   {"Attesté par", "Attested by"},
                   {"Du, au", "From, until"}};
  for (const Json& result : list_at(decision, "results"))
    for (const Json& item : list_at(result, "attested"))
      table.rows.push_back(
          {title_of(result, policies),
           free_text(item, "reference") + plain(" : ") + free_text(item, "words"),
           free_text(item, "name") + plain(", ") + free_text(item, "function"),
           value_in_words(item, "on") + plain(", ") + value_in_words(item, "expires_on")});
  if (table.rows.empty())
    return {};
  section.title = {"Faits attestés", "Attested facts"};
  section.paragraphs.push_back(
      {"aval ne peut pas vérifier ces faits : une personne nommée en répond jusqu'à la date dite.",
       "aval cannot check these facts: a named person answers for them until the date given."});
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace

std::vector<PaperSection> commitment_sections(const Json& decision, const PolicyPack& policies) {
  std::vector<PaperSection> sections;
  for (PaperSection& section : std::vector<PaperSection>{conditions_section(decision, policies),
                                                         plans_section(decision, policies),
                                                         attested_section(decision, policies)})
    if (!section.tables.empty())
      sections.push_back(std::move(section));
  return sections;
}

}  // namespace aval
