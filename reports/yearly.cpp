#include "reports/yearly.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// The wide tables of a whole authority: beyond this the report counts.
constexpr std::size_t kShownRows = 60;

bool is_in_year(const std::string& date, const std::string& year) {
  return date.starts_with(year + "-");
}

std::map<std::string, std::string> titles_of(const std::vector<YearlyRecord>& records,
                                             const char* key) {
  std::map<std::string, std::string> titles;
  for (const YearlyRecord& record : records)
    titles[record.ref.id] = word_at(parse_json(record.content, record.ref.id), key);
  return titles;
}

std::string title_or_id(const std::map<std::string, std::string>& titles, const std::string& id) {
  const std::size_t slash = id.find('/');  // of a decision: its use case, then its gate
  const auto found = titles.find(id.substr(0, slash));
  if (found == titles.end() || found->second.empty())
    return id;
  return found->second + (slash == std::string::npos ? "" : " (" + id.substr(slash + 1) + ")");
}

PaperSection activities_section(const YearlyInputs& inputs, RecordRefs& refs) {
  PaperSection section;
  section.title = {"Registre des activités de traitement", "Record of processing activities"};
  std::map<std::string, std::size_t> by_status;
  PaperTable table;
  table.caption = {"Fiches validées ou revues dans l'année",
                   "Entries validated or reviewed this year"};
  table.headers = {{"Activité", "Activity"},
                   {"État", "Status"},
                   {"Validée le", "Validated on"},
                   {"Revue le", "Reviewed on"}};
  for (const YearlyRecord& record : inputs.activities) {
    const Json activity = parse_json(record.content, record.ref.id);
    ++by_status[word_at(activity, "status")];
    const bool touched = is_in_year(word_at(activity, "validated_on"), inputs.year) ||
                         is_in_year(word_at(activity, "reviewed_on"), inputs.year);
    if (touched && table.rows.size() < kShownRows)
      table.rows.push_back(
          {free_text(activity, "name"), value_in_words(activity, "status") + refs.cite(record.ref),
           value_in_words(activity, "validated_on"), value_in_words(activity, "reviewed_on")});
  }
  section.facts.push_back({{"Activités au registre", "Activities in the register"},
                           count_in_words(inputs.activities.size())});
  for (const auto& [status, count] : by_status)
    section.facts.push_back({status.empty() ? Text{"État à renseigner", "Status to be filled in"}
                                            : capitalized_text(label_of_word(status)),
                             count_in_words(count)});
  section.tables.push_back(std::move(table));
  return section;
}

// The last decision of each use case and gate.
std::map<std::string, const YearlyRecord*> latest_decisions(const YearlyInputs& inputs) {
  std::map<std::string, const YearlyRecord*> latest;
  for (const YearlyRecord& record : inputs.decisions)
    latest[record.ref.id] = &record;
  return latest;
}

PaperSection usecases_section(const YearlyInputs& inputs, RecordRefs& refs) {
  PaperSection section;
  section.title = {"Cas d'usage", "Use cases"};
  PaperTable table;
  table.caption = {"Cas d'usage et dernier avis enregistré", "Use cases and last recorded opinion"};
  table.headers = {{"Cas d'usage", "Use case"},
                   {"Politique", "Policy"},
                   {"Dernier avis", "Last opinion"},
                   {"Prochaine évaluation", "Next evaluation"}};
  std::map<std::string, const YearlyRecord*> last;
  for (const YearlyRecord& record : inputs.decisions)
    last[record.ref.id.substr(0, record.ref.id.find('/'))] = &record;
  for (const YearlyRecord& record : inputs.usecases) {
    if (table.rows.size() == kShownRows)
      break;
    const Json usecase = parse_json(record.content, record.ref.id);
    Text opinion = {"aucun", "none"};
    if (const auto found = last.find(record.ref.id); found != last.end()) {
      const Json decision = parse_json(found->second->content, found->first);
      opinion = plain(word_at(decision, "gate") + ", ") +
                verdict_label(word_at(decision, "verdict")) + refs.cite(found->second->ref);
    }
    table.rows.push_back({free_text(usecase, "title"), free_text(usecase, "public_policy"), opinion,
                          value_in_words(usecase.value("evaluation_plan", Json()), "next_on")});
  }
  section.facts.push_back(
      {{"Cas d'usage ouverts", "Use cases open"}, count_in_words(inputs.usecases.size())});
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection decisions_section(const YearlyInputs& inputs) {
  PaperSection section;
  section.title = {"Avis rendus dans l'année", "Opinions given this year"};
  BarChart chart;
  PaperTable table;
  table.caption = {"Avis par sens", "Opinions by verdict"};
  table.headers = {{"Avis", "Opinion"}, {"Nombre", "Number"}};
  std::map<std::string, std::size_t> by_verdict;
  std::size_t total = 0;
  for (const YearlyRecord& record : inputs.decisions) {
    const Json decision = parse_json(record.content, record.ref.id);
    if (!is_in_year(word_at(decision, "date"), inputs.year))
      continue;
    ++by_verdict[word_at(decision, "verdict")];
    ++total;
  }
  for (const char* verdict : {"go", "go_with_conditions", "incomplete", "no_go"}) {
    const std::size_t count = by_verdict[verdict];
    table.rows.push_back({verdict_label(verdict), count_in_words(count)});
    chart.bars.push_back(
        {verdict_label(verdict), static_cast<double>(count), count_in_words(count)});
  }
  chart.title = {"Avis par sens", "Opinions by verdict"};
  chart.description = counted(total, {"avis enregistré", "opinion recorded"},
                              {"avis enregistrés", "opinions recorded"}) +
                      Text{" dans l'année ; le tableau donne les nombres.",
                           " this year; the table gives the numbers."};
  if (total > 0)
    section.plots.push_back(std::move(chart));
  section.tables.push_back(std::move(table));
  return section;
}

// Who follows a condition and until when: as the dossier says, else as it was said at the decision.
Json follow_up_of(const YearlyInputs& inputs, const std::string& id, const Json& result) {
  if (result.contains("follow_up"))
    return result.at("follow_up");
  for (const YearlyRecord& record : inputs.adoptions) {
    if (record.ref.id != id)
      continue;
    const Json adopted = parse_json(record.content, id);
    for (const Json& condition : list_at(adopted, "conditions"))
      if (word_at(condition, "policy") == word_at(result, "policy"))
        return condition;
  }
  return Json::object();
}

PaperSection conditions_section(const YearlyInputs& inputs, const PolicyPack& policies,
                                RecordRefs& refs) {
  PaperSection section;
  section.title = {"Réserves ouvertes", "Open conditions"};
  const auto titles = titles_of(inputs.usecases, "title");
  PaperTable table;
  table.caption = {"Réserves des derniers avis", "Conditions of the last opinions"};
  table.headers = {{"Cas d'usage", "Use case"},
                   {"Réserve", "Condition"},
                   {"Qui", "Who"},
                   {"Échéance", "Due"},
                   {"Textes", "Law"}};
  for (const auto& [id, record] : latest_decisions(inputs)) {
    const Json decision = parse_json(record->content, id);
    for (const Json& result : list_at(decision, "results")) {
      if (word_at(result, "result") != "condition" || table.rows.size() == kShownRows)
        continue;
      const Policy* policy = find_policy(policies, word_at(result, "policy"));
      const Json followed = follow_up_of(inputs, id, result);
      table.rows.push_back({plain(title_or_id(titles, id.substr(0, id.find('/')))),
                            (policy == nullptr ? Text{} : policy->remedy) +
                                plain(" (" + word_at(result, "policy") + ")") +
                                refs.cite(record->ref),
                            followed.contains("owner") ? free_text(followed, "owner")
                                                       : Text{"à désigner", "to be named"},
                            followed.contains("due_on") ? value_in_words(followed, "due_on")
                                                        : Text{"à fixer", "to be set"},
                            sources_in_words(result)});
    }
  }
  if (table.rows.empty())
    section.paragraphs.push_back({"Aucune réserve ouverte.", "No open condition."});
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection evaluations_section(const YearlyInputs& inputs, RecordRefs& refs) {
  PaperSection section;
  section.title = {"Évaluations faites dans l'année", "Evaluations made this year"};
  PaperTable table;
  table.caption = {"Résultats mesurés", "Measured results"};
  table.headers = {{"Cas d'usage", "Use case"},
                   {"Date", "Date"},
                   {"Résultats", "Results"},
                   {"Ce qui a été appris", "What was learnt"}};
  for (const YearlyRecord& record : inputs.usecases) {
    const Json usecase = parse_json(record.content, record.ref.id);
    for (const Json& evaluation : list_at(usecase, "evaluations")) {
      if (!is_in_year(word_at(evaluation, "on"), inputs.year) || table.rows.size() == kShownRows)
        continue;
      std::vector<Text> results;
      for (const Json& result : list_at(evaluation, "results"))
        results.push_back(free_text(result, "indicator") + Text{" : ", ": "} +
                          number_in_words(result.at("value").get<double>()));
      table.rows.push_back({free_text(usecase, "title"), value_in_words(evaluation, "on"),
                            list_in_words(results, results.size()) + refs.cite(record.ref),
                            free_text(evaluation, "lesson")});
    }
  }
  if (table.rows.empty())
    section.paragraphs.push_back({"Aucune évaluation inscrite.", "No evaluation recorded."});
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection plan_section(const YearlyInputs& inputs) {
  PaperSection section;
  section.title = {"Plan d'action", "Action plan"};
  auto titles = titles_of(inputs.usecases, "title");
  for (const auto& [id, name] : titles_of(inputs.activities, "name"))
    titles.emplace(id, name);
  for (const auto& [id, name] : titles_of(inputs.priorities, "title"))
    titles.emplace(id, name);
  PaperTable late, next;
  late.caption = {"En retard", "Overdue"};
  next.caption = {"À venir", "To come"};
  late.headers = next.headers = {{"Objet", "Object"}, {"Échéance", "Due"}, {"Action", "Action"}};
  std::size_t left_out = 0;
  for (const Reminder& reminder : inputs.reminders) {
    PaperTable& table = reminder.overdue ? late : next;
    if (table.rows.size() == kShownRows)
      ++left_out;
    else
      table.rows.push_back({plain(title_or_id(titles, reminder.id)), date_in_words(reminder.date),
                            capitalized_text(reminder.text)});
  }
  if (late.rows.empty())
    section.paragraphs.push_back({"Rien n'est en retard.", "Nothing is overdue."});
  if (left_out > 0)
    section.paragraphs.push_back(counted(
        left_out,
        {"autre échéance, par aval usecase reminders.", "more date, by aval usecase reminders."},
        {"autres échéances, par aval usecase reminders.",
         "more dates, by aval usecase reminders."}));
  section.tables = {std::move(late), std::move(next)};
  return section;
}

PaperSection outside_section() {
  PaperSection section;
  section.title = {"Ce que ce rapport ne contient pas", "What this report does not hold"};
  section.paragraphs.push_back(
      {"Les violations de données (RGPD art. 33 et 34) et les demandes d'exercice de droits (RGPD "
       "art. 12 à 22) ne sont pas tenues dans aval : reportez-vous à vos propres registres.",
       "Data breaches (GDPR art. 33 and 34) and requests to exercise rights (GDPR art. 12 to 22) "
       "are not kept in aval: see your own records."});
  return section;
}

}  // namespace

Paper yearly_paper(const YearlyInputs& inputs, const PolicyPack& policies) {
  RecordRefs refs;
  Paper paper;
  const std::string name = inputs.organisation.empty()
                               ? std::string()
                               : word_at(parse_json(inputs.organisation, "organisation"), "name");
  paper.above = Text{"aval, établi le ", "aval, made on "} + date_in_words(inputs.date);
  paper.subject = Text{"Rapport annuel et plan d'action " + inputs.year,
                       "Yearly report and action plan " + inputs.year} +
                  plain(name.empty() ? "" : ", " + name);
  const auto late = static_cast<std::uint64_t>(
      std::count_if(inputs.reminders.begin(), inputs.reminders.end(),
                    [](const Reminder& reminder) { return reminder.overdue; }));
  paper.meaning =
      counted(inputs.activities.size(), {"activité au registre", "activity registered"},
              {"activités au registre", "activities registered"}) +
      plain(", ") +
      counted(inputs.usecases.size(), {"cas d'usage", "use case"}, {"cas d'usage", "use cases"}) +
      plain(", ") +
      counted(late, {"échéance en retard.", "date overdue."},
              {"échéances en retard.", "dates overdue."});
  paper.sections = {activities_section(inputs, refs),
                    usecases_section(inputs, refs),
                    decisions_section(inputs),
                    conditions_section(inputs, policies, refs),
                    evaluations_section(inputs, refs),
                    plan_section(inputs),
                    outside_section()};
  paper.evidence = refs.lines();
  paper.footer = {
      "Établi par aval d'après son espace de travail ; les avis sont calculés, les "
      "décisions sont prises par des personnes.",
      "Made by aval from its workspace; opinions are computed, decisions are taken by "
      "people."};
  return paper;
}

}  // namespace aval
