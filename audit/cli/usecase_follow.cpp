// aval usecase status, evaluate and reminders: where a dossier stands and what is due.
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/usecase_commands.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/usecase_standing.h"
#include "policies/logic_dates.h"
#include "registry/documents.h"
#include "reports/document_words.h"

namespace aval {
namespace {

struct StatusOptions {
  std::string id;
  std::string format = "text";
};

struct EvaluateOptions {
  std::string id;
  std::string on;
  std::vector<std::string> results;
  std::string by;
  std::string lesson;
  std::string next;
  std::string follow_up;
};

struct RemindersOptions {
  long within = 31;  // days
  std::string format = "text";
};

void add_format_option(CLI::App& command, std::string& format, const CommandContext& context) {
  command
      .add_option("--format", format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void run_status(const StatusOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const PolicyPack pack = load_embedded_policy_pack();
  const Standing standing = standing_of(store, pack, options.id, context.today);
  std::cout << (options.format == "json" ? standing_as_json(pack, standing, context.language)
                                         : standing_as_text(pack, standing, context.language));
}

// The indicators that the dossier promises to follow.
std::vector<std::string> indicators_of(const Json& usecase) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  };
  for (const Json& impact : list_at(usecase, "impacts"))
    add(word_at(impact, "indicator"));
  for (const Json& name : list_at(usecase.value("evaluation_plan", Json()), "indicators"))
    if (name.is_string())
      add(name.get<std::string>());
  return names;
}

// "Grammes jetés par repas=72,5", or "1=72,5" for the first indicator.
Json parse_result(const std::string& argument, const std::vector<std::string>& indicators,
                  std::vector<Problem>& problems) {
  const std::size_t border = argument.rfind('=');
  const std::string name = argument.substr(0, border);
  const auto value =
      border == std::string::npos ? std::nullopt : number_in(argument.substr(border + 1));
  auto found = std::find_if(indicators.begin(), indicators.end(),
                            [&](const std::string& known) { return fold(known) == fold(name); });
  const auto number = number_in(name);
  if (found == indicators.end() && number && *number >= 1 &&
      *number <= static_cast<double>(indicators.size()))
    found = indicators.begin() + static_cast<std::ptrdiff_t>(*number) - 1;
  if (!value)
    problems.push_back({name, {"écrivez INDICATEUR=NOMBRE", "write INDICATOR=NUMBER"}});
  else if (found == indicators.end())
    problems.push_back({name, format_text({"indicateur absent du dossier ; connus : {0}",
                                           "not an indicator of the dossier; known: {0}"},
                                          {indicators.empty() ? "-" : join(indicators, ", ")})});
  else
    return Json{{"indicator", *found}, {"value", *value}};
  return {};
}

Json results_of(const EvaluateOptions& options, const Json& usecase) {
  const std::vector<std::string> indicators = indicators_of(usecase);
  std::vector<Problem> problems;
  Json results = Json::array();
  for (const std::string& argument : options.results)
    results.push_back(parse_result(argument, indicators, problems));
  throw_problems(problems, options.id);
  return results;
}

// The evaluation of that date: a second call on the same date adds to it and corrects it.
Json& evaluation_on(Json& usecase, const std::string& date) {
  Json& evaluations = usecase["evaluations"];
  if (!evaluations.is_array())
    evaluations = Json::array();
  for (Json& evaluation : evaluations)
    if (word_at(evaluation, "on") == date)
      return evaluation;
  evaluations.push_back(Json{{"on", date}});
  std::stable_sort(evaluations.begin(), evaluations.end(), [](const Json& a, const Json& b) {
    return word_at(a, "on") < word_at(b, "on");
  });
  for (Json& evaluation : evaluations)
    if (word_at(evaluation, "on") == date)
      return evaluation;
  return evaluations.back();
}

void put_results(Json& evaluation, const Json& results) {
  Json& list = evaluation["results"];
  if (!list.is_array())
    list = Json::array();
  for (const Json& result : results) {
    const auto same = std::find_if(list.begin(), list.end(), [&](const Json& known) {
      return known.at("indicator") == result.at("indicator");
    });
    if (same == list.end())
      list.push_back(result);
    else
      *same = result;
  }
}

// The date of the next evaluation: the one given; else the next of the calendar; else as often as
// the plan says; else none, to be set.
void set_next(Json& usecase, const EvaluateOptions& options) {
  Json& plan = usecase["evaluation_plan"];
  if (!plan.is_object())
    plan = Json::object();
  const std::string planned = word_at(plan, "next_on");
  if (!options.next.empty()) {
    plan["next_on"] = options.next;
    return;
  }
  if (!planned.empty() && planned > options.on)
    return;
  std::string next;
  for (const Json& date : list_at(plan, "calendar"))
    if (date.is_string() && date > options.on && (next.empty() || date < next))
      next = date.get<std::string>();
  if (next.empty() && plan.contains("every_months") && plan.at("every_months").is_number())
    next = add_months(options.on, plan.at("every_months").get<long>()).value_or("");
  plan["next_on"] = next.empty() ? Json() : Json(next);
}

void run_evaluate(const EvaluateOptions& options, const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  Json usecase = content_of(require_document(store, kUseCaseKind, options.id));
  const Json results = results_of(options, usecase);
  if (options.on > context.today)
    throw Error(ErrorKind::usage, "--on",
                {"une évaluation se note quand elle est faite, pas à l'avance",
                 "an evaluation is noted once it is made, not beforehand"});
  Json& evaluation = evaluation_on(usecase, options.on);
  put_results(evaluation, results);
  for (const auto& [key, value] : {std::pair{"by", &options.by},
                                   {"lesson", &options.lesson},
                                   {"follow_up", &options.follow_up}})
    if (!value->empty())
      evaluation[key] = *value;
  set_next(usecase, options);
  throw_problems(check_document(kUseCaseKind, usecase, options.id), options.id);
  const StoredDocument stored =
      store.record(kUseCaseKind, options.id, usecase, "evaluate", author_of(context));
  const std::string next = word_at(usecase.at("evaluation_plan"), "next_on");
  std::cout << format_text({"Cas d'usage « {0} » : version {1} enregistrée.\n",
                            "Use case '{0}': version {1} recorded.\n"},
                           {stored.id, std::to_string(stored.version)})
                   .in(context.language)
            << (next.empty()
                    ? Text{"Prochaine évaluation : à dater (--next).\n",
                           "Next evaluation: to be dated (--next).\n"}
                    : format_text({"Prochaine évaluation : {0}.\n", "Next evaluation: {0}.\n"},
                                  {next}))
                   .in(context.language);
}

void run_reminders(const RemindersOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  const auto words = [&](const Text& text) { return text.in(context.language); };
  std::vector<std::vector<std::string>> rows = {
      {words({"Date", "Date"}), words({"Objet", "Object"}), words({"Échéance", "What is due"})}};
  for (const Reminder& reminder : reminders_in(store, context.today, options.within)) {
    list.push_back({{"kind", reminder.kind},
                    {"id", reminder.id},
                    {"what", reminder.what},
                    {"date", reminder.date},
                    {"overdue", reminder.overdue},
                    {"text", words(reminder.text)}});
    rows.push_back(
        {reminder.date, reminder.id,
         words(reminder.text) + (reminder.overdue ? words({" (en retard)", " (overdue)"}) : "")});
  }
  if (options.format == "json")
    std::cout << list.dump(2) << "\n";
  else if (rows.size() == 1)
    std::cout << words({"Rien n'est en retard ni à échéance.\n", "Nothing is late or due.\n"});
  else
    std::cout << render_text_table(rows);
}

}  // namespace

void add_usecase_status(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<StatusOptions>();
  CLI::App* command = parent.add_subcommand(
      "status",
      help_text(context,
                {"où il en est : l'avis à chaque étape, ce qui manque et de qui, la prochaine "
                 "action\nExemple : aval usecase status gaspillage-cantine",
                 "where it stands: the opinion at each gate, what is missing and from whom, the "
                 "next action\nExample: aval usecase status canteen-waste"}));
  command->add_option("ID", options->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  add_format_option(*command, options->format, context);
  command->callback([options, &context] { run_status(*options, context); });
}

void add_usecase_evaluate(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App* command = parent.add_subcommand(
      "evaluate",
      help_text(context, {"note les résultats mesurés à une date\nExemple : aval usecase evaluate "
                          "gaspillage-cantine --on 2026-10-30 \"Grammes jetés par repas=72\"",
                          "notes the results measured on a date\nExample: aval usecase evaluate "
                          "canteen-waste --on 2026-10-30 \"Grams wasted per meal=72\""}));
  command->add_option("ID", options->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  command
      ->add_option("RESULT", options->results,
                   help_text(context, {"INDICATEUR=NOMBRE, ou son numéro dans le dossier",
                                       "INDICATOR=NUMBER, or its number in the dossier"}))
      ->required();
  command
      ->add_option("--on", options->on,
                   help_text(context, {"date de la mesure (AAAA-MM-JJ)", "date (YYYY-MM-DD)"}))
      ->required();
  command->add_option("--by", options->by,
                      help_text(context, {"par qui (fonction)", "by whom (function)"}));
  command->add_option(
      "--lesson", options->lesson,
      help_text(context, {"ce que la collectivité a appris", "what the authority learnt"}));
  command
      ->add_option("--follow-up", options->follow_up,
                   help_text(context, {"suite : poursuivre, ajuster, arrêter",
                                       "what follows: continue, adjust, stop"}))
      ->check(CLI::IsMember({"continue", "adjust", "stop"}));
  command->add_option("--next", options->next,
                      help_text(context, {"date de la prochaine évaluation (sinon : calendrier ou "
                                          "rythme du dossier)",
                                          "date of the next evaluation (else: calendar or pace of "
                                          "the dossier)"}));
  command->callback([options, &context] { run_evaluate(*options, context); });
}

void add_usecase_reminders(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<RemindersOptions>();
  CLI::App* command = parent.add_subcommand(
      "reminders",
      help_text(context,
                {"ce qui est en retard ou à échéance dans l'espace de travail : évaluations, "
                 "réexamens, fins de validité\nExemple : aval usecase reminders --within 60",
                 "what is late or due in the workspace: evaluations, reviews, "
                 "expiries\nExample: aval usecase reminders --within 60"}));
  command
      ->add_option(
          "--within", options->within,
          help_text(context, {"jours à venir (par défaut : 31)", "days to come (default: 31)"}))
      ->check(CLI::Range(0L, 3660L));
  add_format_option(*command, options->format, context);
  command->callback([options, &context] { run_reminders(*options, context); });
}

}  // namespace aval
