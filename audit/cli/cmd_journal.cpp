// aval journal: the append-only journal of the workspace.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/text_table.h"
#include "audit/cli/workspace.h"

namespace aval {
namespace {

void run_list(const std::string& format, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(
      context.language == Language::fr
          ? std::vector<std::string>{"N°", "Date (UTC)", "Opérateur", "Action", "Objet", "Version"}
          : std::vector<std::string>{"No.", "Time (UTC)", "Operator", "Action", "Subject",
                                     "Version"});
  for (const JournalEvent& event : store.journal()) {
    list.push_back({{"sequence", event.sequence},
                    {"time", event.time},
                    {"operator", event.operator_id},
                    {"action", event.action},
                    {"subject", event.subject},
                    {"version", event.version},
                    {"sha256", event.sha256},
                    {"previous_hash", event.previous_hash},
                    {"hash", event.hash}});
    rows.push_back({std::to_string(event.sequence), event.time, event.operator_id, event.action,
                    event.subject, std::to_string(event.version)});
  }
  std::cout << (format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void run_verify(CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const auto fault = store.verify();
  if (!fault) {
    const std::vector<JournalEvent> events = store.journal();
    std::cout << format_text(
                     {"Journal intègre : {0} événements, dernier condensat {1}\nNotez ce condensat "
                      "ailleurs : lui seul révèle un journal remplacé en entier.\n",
                      "Journal intact: {0} events, last digest {1}\nNote this digest elsewhere: it "
                      "alone reveals a journal replaced as a whole.\n"},
                     {std::to_string(events.size()), events.empty() ? "-" : events.back().hash})
                     .in(context.language);
    return;
  }
  const std::string where = fault->sequence == 0 ? "" : " " + std::to_string(fault->sequence);
  std::cout << format_text(
                   {"JOURNAL ALTÉRÉ{0} : {1}\n", "JOURNAL ALTERED{0}: {1}\n"},
                   {fault->sequence == 0
                        ? std::string()
                        : (context.language == Language::fr ? ", événement" : ", event") + where,
                    fault->message.in(context.language)})
                   .in(context.language);
  context.exit_code = kExitGateFailed;
}

}  // namespace

void add_journal_command(CLI::App& app, CommandContext& context) {
  CLI::App* journal = app.add_subcommand(
      "journal",
      help_text(context, {"journal inaltérable de l'espace de travail\nCodes de sortie : 0 "
                          "intègre, 1 altéré, 2 impossible. Exemple : aval journal verify",
                          "append-only journal of the workspace\nExit codes: 0 intact, 1 altered, "
                          "2 could not run. Example: aval journal verify"}));
  journal->require_subcommand(1);
  const auto format = std::make_shared<std::string>("text");
  CLI::App* list = journal->add_subcommand(
      "list", help_text(context, {"liste les événements", "lists the events"}));
  list->add_option("--format", *format)->check(CLI::IsMember({"text", "json"}));
  list->callback([format, &context] { run_list(*format, context); });
  CLI::App* verify = journal->add_subcommand(
      "verify", help_text(context, {"vérifie la chaîne et chaque document",
                                    "checks the chain and every document"}));
  verify->callback([&context] { run_verify(context); });
}

}  // namespace aval
