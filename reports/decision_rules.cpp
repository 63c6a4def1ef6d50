// The rules of a decision: what each asks for in the dossier, all of them with their law in its
// annex.
#include <nlohmann/json.hpp>

#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// One table a result; conditions have a section of their own. What awaits an answer asks for that
// answer first: what to do should it be wrong stands in the annex.
PaperTable table_of(int rank, const Text& caption) {
  PaperTable table;
  table.caption = caption;
  table.headers = {{"Règle", "Rule"}, {"Sur", "About"}};
  if (rank == kBlock)
    table.headers.push_back({"À faire", "To do"});
  table.headers.push_back({"Textes", "Law"});
  return table;
}

PaperTable rules_of_rank(const Json& decision, const PolicyPack& policies, int rank,
                         const Text& caption) {
  PaperTable table = table_of(rank, caption);
  for (const Json& result : results_by_gravity(decision, policies)) {
    if (rank_of(result) != rank)
      continue;
    std::vector<Text> row = {title_of(result, policies), subject_in_decision(result, decision)};
    if (table.headers.size() == 4)
      row.push_back(remedy_of(result, policies));
    row.push_back(sources_in_words(result));
    table.rows.push_back(std::move(row));
  }
  return table;
}

// By name, each once with what it holds for.
PaperList rules_met(const Json& decision, const PolicyPack& policies) {
  PaperList list;
  std::size_t met = 0;
  std::string last;
  for (const Json& result : results_by_gravity(decision, policies)) {
    if (rank_of(result) != kLastShown)
      continue;
    ++met;
    const Text subject = subject_in_decision(result, decision);
    if (word_at(result, "policy") == last) {
      list.items.back() = list.items.back() + plain(", ") + subject;
      continue;
    }
    last = word_at(result, "policy");
    list.items.push_back(title_of(result, policies) + Text{" : ", ": "} + subject);
  }
  list.title =
      counted(met, {"règle satisfaite", "rule is met"}, {"règles satisfaites", "rules are met"});
  return list;
}

PaperSection all_rules(const Json& decision, const PolicyPack& policies) {
  PaperSection section;
  section.title = {"Règles examinées", "Rules examined"};
  PaperTable table;
  table.caption = {"Toutes les règles de l'étape", "Every rule of the gate"};
  table.headers = {{"Règle", "Rule"},
                   {"Sur", "About"},
                   {"Résultat", "Result"},
                   {"À faire", "To do"},
                   {"Textes", "Law"}};
  for (const Json& result : results_by_gravity(decision, policies))
    table.rows.push_back({title_of(result, policies), subject_in_decision(result, decision),
                          result_in_words(result),
                          rank_of(result) <= kLastReason ? remedy_of(result, policies) : Text{},
                          sources_in_words(result)});
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace

PaperSection rules_section(const Json& decision, const PolicyPack& policies) {
  PaperSection section;
  section.title = {"Règles examinées", "Rules examined"};
  section.paragraphs.push_back(
      {"L'avis est calculé d'après les faits du dossier ; la décision revient à une personne "
       "habilitée.",
       "The verdict is computed from the facts of the dossier; the decision belongs to a person "
       "in charge."});
  std::size_t outside = 0;
  for (const Json& result : list_at(decision, "results"))
    outside += word_at(result, "result") == "not_applicable" ? 1U : 0U;
  if (outside > 0)
    section.paragraphs.push_back(counted(outside,
                                         {"règle sans objet ici.", "rule does not apply here."},
                                         {"règles sans objet ici.", "rules do not apply here."}));
  section.tables = {
      rules_of_rank(decision, policies, kBlock, {"Règles qui bloquent", "Rules that block"}),
      rules_of_rank(decision, policies, kMissing,
                    {"Règles qui attendent une réponse", "Rules that await an answer"}),
      rules_of_rank(decision, policies, kNotBuilt,
                    {"Règles pas encore examinées", "Rules not examined yet"}),
      rules_of_rank(decision, policies, kInfo, {"Pour information", "For information"})};
  section.lists.push_back(rules_met(decision, policies));
  return section;
}

Paper usecase_annex(const UseCaseDossier& dossier, const PolicyPack& policies) {
  const Json usecase = parse_json(dossier.usecase, "usecase");
  const Json decision = parse_json(dossier.decision, "decision");
  RecordRefs refs;
  Paper paper;
  paper.above = Text{"Annexe au dossier du ", "Annex to the dossier of "} +
                date_in_words(dossier.date) + plain(", ") + gate_label(word_at(decision, "gate"));
  paper.subject = free_text(usecase, "title");
  paper.meaning = Text{"Avis annexé : ", "Verdict explained: "} +
                  verdict_label(word_at(decision, "verdict")) + refs.cite(dossier.decision_ref);
  paper.sections = {all_rules(decision, policies), full_law_section(decision, policies)};
  refs.cite(dossier.usecase_ref);
  paper.evidence = refs.lines();
  paper.footer = {
      "Annexe établie par aval ; le dossier dit l'avis, ses raisons et la suite.",
      "Annex made by aval; the dossier tells the verdict, its reasons and what follows."};
  return paper;
}

}  // namespace aval
