// aval pseudonymize: a source through a plan, under the keys of a domain.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/error.h"
#include "audit/base/interrupt.h"
#include "audit/cli/progress.h"
#include "audit/cli/protect_commands.h"
#include "audit/cli/pseudonymize.h"
#include "audit/cli/reading_options.h"
#include "audit/scan/detect.h"
#include "audit/table/read_codes.h"
#include "audit/workspace/propose_plan.h"
#include "audit/workspace/pseudonymize.h"
#include "audit/workspace/table_output.h"

namespace aval {
namespace {

struct Modes {
  bool propose = false;
  bool joinability = false;
  bool schema = false;
};

void run_propose(const PseudonymizeOptions& options, CommandContext& context) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const TableScan scan = scan_table(reader, pack, profile_options(options.request));
  write_output(options.output, proposed_plan(scan, options.domain, context.language));
  context.exit_code = is_incomplete(scan.stats) ? kExitIncomplete : kExitDone;
}

Keyring keyring_of(const PseudonymizeOptions& options, const CommandContext& context) {
  if (options.keyring.file.empty())
    throw Error(ErrorKind::usage, "--keyring",
                {"ce plan fait des jetons : donnez le trousseau (--keyring FICHIER)",
                 "this plan makes tokens: give the keyring (--keyring FILE)"});
  return read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
}

void run_plan(const PseudonymizeOptions& options, CommandContext& context) {
  require_table_output(options.source, options.output, {".csv", ".xlsx", ".parquet"});
  if (options.plans.size() != 1)
    throw Error(ErrorKind::usage, "--plan", {"un seul plan est attendu", "one plan is expected"});
  PseudonymizeRequest request{options.request, options.source,     load_plan(options.plans.front()),
                              nullptr,         options.from_epoch, options.output};
  Keyring keyring;
  if (needs_keys(request.plan)) {
    keyring = keyring_of(options, context);
    request.keyring = &keyring;
  }
  const InterruptGuard guard;
  const PseudonymizeReport report =
      pseudonymize_source(request, [&guard] { return guard.interrupted(); });
  if (!options.report.empty())
    write_output(options.report, render_pseudonymize_json(report));
  std::cout << (options.format == "json" ? render_pseudonymize_json(report)
                                         : render_pseudonymize_text(report, context.language));
  context.exit_code = report.incomplete ? kExitIncomplete : kExitDone;
}

void run(const PseudonymizeOptions& options, const Modes& modes, CommandContext& context) {
  if (modes.schema) {
    std::cout << plan_schema();
    return;
  }
  if (!modes.propose && options.plans.empty())
    throw Error(
        ErrorKind::usage, "--plan",
        {"donnez un plan, ou faites-en un : aval pseudonymize --propose SOURCE --domain NOM",
         "give a plan, or make one: aval pseudonymize --propose SOURCE --domain NAME"});
  if (modes.joinability) {
    show_joinability(options, context);
    return;
  }
  if (options.source.empty())
    throw Error(ErrorKind::usage, "SOURCE", {"donnez le fichier à lire", "give the file to read"});
  if (modes.propose)
    run_propose(options, context);
  else
    run_plan(options, context);
}

void add_modes(CLI::App& command, const CommandContext& context, PseudonymizeOptions& options,
               Modes& modes) {
  command.add_flag(
      "--propose", modes.propose,
      help_text(context, {"propose un plan d'après un examen de la source, sur la sortie standard "
                          "ou dans --output",
                          "proposes a plan from a scan of the source, to standard output or to "
                          "--output"}));
  command.add_flag("--joinability", modes.joinability,
                   help_text(context, {"dit quelles colonnes des plans donnés se joignent",
                                       "says which columns of the given plans join"}));
  command.add_flag(
      "--schema", modes.schema,
      help_text(context, {"écrit le schéma JSON d'un plan", "writes the JSON Schema of a plan"}));
  command
      .add_option("--domain", options.domain,
                  help_text(context, {"domaine du plan proposé", "domain of the proposed plan"}))
      ->type_name("NAME");
  command
      .add_option("--from-epoch", options.from_epoch,
                  help_text(context, {"la source porte des jetons de cette époque : ils passent à "
                                      "l'époque active sans que les valeurs soient écrites",
                                      "the source holds tokens of this epoch: they move to the "
                                      "active one without the values being written"}))
      ->check(CLI::PositiveNumber)
      ->type_name("N");
}

void add_files(CLI::App& command, const CommandContext& context, PseudonymizeOptions& options) {
  command.add_option("SOURCE", options.source,
                     help_text(context, {"le fichier à lire", "the file to read"}));
  command
      .add_option("--plan", options.plans,
                  help_text(context, {"le plan : ce que devient chaque colonne, toute colonne "
                                      "personnelle comprise (plusieurs avec --joinability)",
                                      "the plan: what becomes of each column, every personal one "
                                      "among them (several with --joinability)"}))
      ->type_name("FILE");
  add_keyring_options(command, options.keyring, context);
  command.get_option("--keyring")->required(false);
  command
      .add_option("--output", options.output,
                  help_text(context,
                            {"le fichier à écrire, .csv, .xlsx ou .parquet, entier ou pas du tout, "
                             "lisible par vous seul",
                             "the file to write, .csv, .xlsx or .parquet, whole or not at all, for "
                             "your eyes only"}))
      ->type_name("FILE");
  command
      .add_option("--report", options.report,
                  help_text(context, {"écrit ce qui a été fait dans ce fichier JSON, sans aucune "
                                      "valeur",
                                      "writes what was done to this JSON file, without any value"}))
      ->type_name("FILE");
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void add_reading(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  add_one_table_options(command, context, request);
  command
      .add_option(
          "--threads", request.threads,
          help_text(context, {"nombre de fils d'exécution (par défaut : un par processeur) ; "
                              "le résultat n'en dépend pas",
                              "number of threads (default: one a processor); the result "
                              "does not depend on it"}))
      ->check(CLI::Range(1, 256));
  add_rules_option(command, context, request);
}

}  // namespace

void add_pseudonymize_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "pseudonymize",
      help_text(
          context,
          {"remplace les personnes par des jetons, selon un plan et les clés d'un domaine ; le "
           "résultat reste une donnée personnelle (RGPD art. 4(5))\nCodes de sortie : 0 fait, 2 "
           "impossible, 3 fait mais des lignes ont été laissées de côté.\nExemple : aval "
           "pseudonymize cantine.csv --plan plan.json --keyring cles.aval --output "
           "cantine-pseudo.csv",
           "replaces persons with tokens, by a plan and under the keys of a domain; the result "
           "remains personal data (GDPR art. 4(5))\nExit codes: 0 done, 2 could not run, 3 done "
           "but rows were left out.\nExample: aval pseudonymize canteen.csv --plan plan.json "
           "--keyring keys.aval --output canteen-pseudo.csv"}));
  const auto options = std::make_shared<PseudonymizeOptions>();
  const auto modes = std::make_shared<Modes>();
  options->request.today = context.today;
  add_files(*command, context, *options);
  add_modes(*command, context, *options, *modes);
  add_reading(*command, context, options->request);
  command->callback([options, modes, &context] {
    options->request.watch = progress_watch(context);
    run(*options, *modes, context);
  });
}

}  // namespace aval
