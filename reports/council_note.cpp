// The note for the council: the success that weighs for funding (amendment 18, step 5).
#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/letters.h"
#include "reports/plain_words.h"
#include "reports/reminders.h"

namespace aval {
namespace {

struct ResultCount {
  std::size_t impacts = 0;
  std::size_t measured = 0;
  std::size_t reached = 0;
};

ResultCount count_results(const Json& usecase) {
  ResultCount count;
  for (const Json& impact : list_at(usecase, "impacts")) {
    ++count.impacts;
    const Json measure = latest_measure(usecase, word_at(impact, "indicator"));
    if (measure.is_null())
      continue;
    ++count.measured;
    if (reaches_target(impact, measure.at("value").get<double>()).value_or(false))
      ++count.reached;
  }
  return count;
}

Text summary_of(const ResultCount& count) {
  if (count.measured == 0)
    return {"Aucun résultat n'est encore mesuré : cette note dit ce qui est attendu.",
            "No result is measured yet: this note says what is expected."};
  return counted(count.reached, {"cible atteinte", "target reached"},
                 {"cibles atteintes", "targets reached"}) +
         Text{" sur ", " of "} + count_in_words(count.impacts) + plain(", ") +
         counted(count.measured, {"résultat mesuré.", "result measured."},
                 {"résultats mesurés.", "results measured."});
}

PaperSection lessons_section(const Json& usecase) {
  PaperSection section;
  section.title = {"Ce que la collectivité a appris", "What the authority learnt"};
  for (const Json& lesson : list_at(usecase, "lessons"))
    section.items.push_back(plain(lesson.get<std::string>()));
  for (const Json& evaluation : list_at(usecase, "evaluations"))
    if (!word_at(evaluation, "lesson").empty())
      section.items.push_back(free_text(evaluation, "lesson") + plain(" (") +
                              value_in_words(evaluation, "on") + plain(")"));
  if (section.items.empty())
    section.paragraphs.push_back({"À renseigner après la première évaluation.",
                                  "To be filled in after the first evaluation."});
  return section;
}

PaperSection means_section(const Json& usecase) {
  PaperSection section;
  section.title = {"Moyens demandés", "Means requested"};
  PaperTable table;
  table.caption = {"Moyens demandés au conseil", "Means requested from the council"};
  table.headers = {{"Moyen", "Means"},
                   {"Montant (euros)", "Amount (euros)"},
                   {"Ligne budgétaire", "Budget line"}};
  double total = 0;
  bool all_known = true;
  for (const Json& means : list_at(usecase, "means_requested")) {
    table.rows.push_back({free_text(means, "text"), value_in_words(means, "amount_euros"),
                          free_text(means, "budget_line")});
    const Json amount = means.value("amount_euros", Json());
    all_known = all_known && amount.is_number();
    total += amount.is_number() ? amount.get<double>() : 0;
  }
  if (table.rows.empty())
    section.paragraphs.push_back(
        {"Aucun moyen supplémentaire n'est demandé.", "No further means are requested."});
  else
    section.paragraphs.push_back(Text{"Total : ", "Total: "} + number_in_words(total) +
                                 (all_known ? Text{" euros.", " euros."}
                                            : Text{" euros, un montant restant à renseigner.",
                                                   " euros, an amount being left to fill in."}));
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection next_section(const UseCaseDossier& dossier, const Json& usecase) {
  const Json plan = usecase.value("evaluation_plan", Json());
  PaperSection section;
  section.title = {"Avis et suite", "Opinion and what follows"};
  const Json decision =
      dossier.decision.empty() ? Json() : parse_json(dossier.decision, "decision");
  section.facts = {
      {{"Dernier avis", "Last opinion"},
       decision.is_object() ? verdict_label(word_at(decision, "verdict")) + plain(", ") +
                                  gate_label(word_at(decision, "gate")) + plain(", ") +
                                  value_in_words(decision, "date")
                            : Text{"aucun avis enregistré", "no opinion recorded"}},
      {{"Prochaine évaluation", "Next evaluation"}, value_in_words(plan, "next_on")},
      {{"Partage des résultats", "Sharing of results"}, free_text(usecase, "sharing_plan")}};
  return section;
}

}  // namespace

Paper council_note(const UseCaseDossier& dossier) {
  const Json usecase = parse_json(dossier.usecase, "usecase");
  RecordRefs refs;
  Paper paper;
  paper.above = Text{"Note au conseil, ", "Note for the council, "} + date_in_words(dossier.date);
  paper.subject = free_text(usecase, "title");
  paper.meaning = summary_of(count_results(usecase)) + refs.cite(dossier.usecase_ref);
  PaperSection policy;
  policy.title = {"Résultats au regard des cibles", "Results against targets"};
  policy.facts = {{{"Politique publique", "Public policy"}, free_text(usecase, "public_policy")},
                  {{"Élu référent", "Elected sponsor"}, free_text(usecase, "elected_sponsor")}};
  policy.tables = {results_table(dossier, usecase, refs)};
  paper.sections = {std::move(policy), lessons_section(usecase), means_section(usecase),
                    next_section(dossier, usecase)};
  refs.cite(dossier.decision_ref);
  paper.evidence = refs.lines();
  paper.footer = {"Note préparée par aval d'après le dossier du cas d'usage.",
                  "Note prepared by aval from the dossier of the use case."};
  return paper;
}

}  // namespace aval
