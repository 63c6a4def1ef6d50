// aval journal: the append-only journal of the workspace.
#include <algorithm>
#include <charconv>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/journal_commands.h"
#include "audit/cli/sealed_checkpoint.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"

namespace aval {
namespace {

struct ListOptions {
  bool accounts = false;
  std::string format = "text";
};

// The pseudonym, or with --accounts the account behind it while the table of operators tells it.
std::string operator_shown(const RegisterStore& store, const JournalEvent& event,
                           const ListOptions& options) {
  if (!options.accounts)
    return event.operator_id;
  return store.find_account(event.operator_id).value_or(event.operator_id);
}

void run_list(const ListOptions& options, const CommandContext& context) {
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
                    {"operator", operator_shown(store, event, options)},
                    {"action", event.action},
                    {"subject", event.subject},
                    {"version", event.version},
                    {"sha256", event.sha256},
                    {"previous_hash", event.previous_hash},
                    {"hash", event.hash}});
    rows.push_back({std::to_string(event.sequence), event.time,
                    operator_shown(store, event, options), event.action, event.subject,
                    std::to_string(event.version)});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

struct VerifyOptions {
  std::string checkpoint;
  std::string public_key;
  std::string format = "text";
};

// "COUNT:HASH", as verify prints it.
Checkpoint parse_checkpoint(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string hash = colon == std::string::npos ? "" : to_lower_ascii(text.substr(colon + 1));
  Checkpoint checkpoint{0, hash};
  const auto [end, failed] =
      std::from_chars(text.data(), text.data() + std::min(colon, text.size()), checkpoint.count);
  const bool is_hash =
      hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (failed != std::errc() || end != text.data() + colon || checkpoint.count < 1 || !is_hash)
    throw Error(ErrorKind::usage, "--checkpoint",
                {"la forme NOMBRE:EMPREINTE est attendue, telle que « aval journal verify » "
                 "l'imprime, ou le fichier de « aval journal checkpoint »",
                 "the form COUNT:HASH is expected, as 'aval journal verify' prints it, or the file "
                 "of 'aval journal checkpoint'"});
  return checkpoint;
}

// COUNT:HASH, or the file that "journal checkpoint" writes.
Checkpoint checkpoint_of(const VerifyOptions& options, const CommandContext& context) {
  if (kind_of_file(options.checkpoint) != FileKind::regular)
    return parse_checkpoint(options.checkpoint);
  if (options.public_key.empty())
    print_warning(context, {"le sceau du point de contrôle n'est pas vérifié sans --public-key",
                            "the seal of the checkpoint is not checked without --public-key"});
  return load_checkpoint(options.checkpoint, options.public_key);
}

void print_intact(const std::vector<JournalEvent>& events, const CommandContext& context) {
  std::cout
      << format_text(
             {"Journal intègre : {0} événements.\nPoint de contrôle : {0}:{1}\n"
              "Notez-le ailleurs : lui seul révèle un journal coupé à la fin ou récrit en "
              "entier\n(aval journal verify --checkpoint {0}:{1}).\n",
              "Journal intact: {0} events.\nCheckpoint: {0}:{1}\nNote it elsewhere: it alone "
              "reveals a journal cut at its end or rewritten as a whole\n(aval journal verify "
              "--checkpoint {0}:{1}).\n"},
             {std::to_string(events.size()), events.empty() ? "-" : events.back().hash})
             .in(context.language);
}

void print_fault(const JournalFault& fault, const CommandContext& context) {
  const Text place = fault.sequence == 0 ? Text{}
                                         : format_text({", événement {0}", ", event {0}"},
                                                       {std::to_string(fault.sequence)});
  std::cout << Text{"JOURNAL ALTÉRÉ" + place.fr + " : " + fault.message.fr + "\n",
                    "JOURNAL ALTERED" + place.en + ": " + fault.message.en + "\n"}
                   .in(context.language);
}

void run_verify(const VerifyOptions& options, CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  // Read first: what another command adds meanwhile is not in a checkpoint that was not verified.
  const std::vector<JournalEvent> events = store.journal();
  const auto fault = options.checkpoint.empty()
                         ? store.verify()
                         : store.verify_against(checkpoint_of(options, context));
  if (fault)
    context.exit_code = kExitGateFailed;
  if (options.format == "json") {
    OrderedJson report = {{"schema", "aval.journal_check/1"}, {"valid", !fault}};
    if (fault) {
      report["event"] = fault->sequence == 0 ? OrderedJson() : OrderedJson(fault->sequence);
      report["message"] = fault->message.in(context.language);
    } else {
      report["events"] = events.size();
      report["hash"] = events.empty() ? "" : events.back().hash;
    }
    std::cout << report.dump(2) << "\n";
  } else if (fault) {
    print_fault(*fault, context);
  } else {
    print_intact(events, context);
  }
}

void add_verify_command(CLI::App& journal, CommandContext& context) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* verify = journal.add_subcommand(
      "verify", help_text(context, {"vérifie la chaîne et chaque document\nExemple : aval journal "
                                    "verify --checkpoint 42:9f86d081",
                                    "checks the chain and every document\nExample: aval journal "
                                    "verify --checkpoint 42:9f86d081"}));
  verify->add_option(
      "--checkpoint", options->checkpoint,
      help_text(context, {"NOMBRE:EMPREINTE notés ailleurs lors d'une vérification passée, ou "
                          "fichier de checkpoint",
                          "COUNT:HASH noted elsewhere at an earlier verification, or a file of "
                          "checkpoint"}));
  verify
      ->add_option("--public-key", options->public_key,
                   help_text(context, {"clé publique qui vérifie le sceau du point de contrôle",
                                       "public key that checks the seal of the checkpoint"}))
      ->type_name("FILE");
  verify
      ->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  verify->callback([options, &context] { run_verify(*options, context); });
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
  const auto options = std::make_shared<ListOptions>();
  CLI::App* list = journal->add_subcommand(
      "list", help_text(context, {"liste les événements\nExemple : aval journal list",
                                  "lists the events\nExample: aval journal list"}));
  list->add_flag("--accounts", options->accounts,
                 help_text(context, {"montre le compte derrière chaque pseudonyme",
                                     "shows the account behind each pseudonym"}));
  list->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([options, &context] { run_list(*options, context); });
  add_verify_command(*journal, context);
  add_journal_export(*journal, context);
  add_journal_operators(*journal, context);
  add_journal_checkpoint(*journal, context);
}

}  // namespace aval
