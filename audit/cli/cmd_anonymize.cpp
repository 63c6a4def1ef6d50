// aval anonymize: a source to a file where each record hides among others.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/error.h"
#include "audit/base/interrupt.h"
#include "audit/cli/anonymize.h"
#include "audit/cli/progress.h"
#include "audit/cli/protect_commands.h"
#include "audit/cli/reading_options.h"

namespace aval {
namespace {

void add_thresholds(CLI::App& command, const CommandContext& context, AnonymizeCommand& options) {
  command
      .add_option("--k", options.k,
                  help_text(context, {"lignes de chaque profil, au moins (par défaut 11)",
                                      "rows of each profile, at least (default 11)"}))
      ->check(CLI::Range(2, 1'000'000));
  command
      .add_option(
          "--l", options.l,
          help_text(context, {"valeurs distinctes de chaque colonne sensible par profil, au "
                              "moins",
                              "distinct values of each sensitive column a profile, at "
                              "least"}))
      ->check(CLI::Range(1, 1'000'000));
  command
      .add_option("--t", options.t,
                  help_text(context, {"écart d'un profil à l'ensemble de la table pour chaque "
                                      "colonne sensible, au plus (0 à 1)",
                                      "distance of a profile to the whole table for each sensitive "
                                      "column, at most (0 to 1)"}))
      ->check(CLI::Range(0.0, 1.0));
}

void add_search(CLI::App& command, const CommandContext& context, AnonymizeCommand& options) {
  command
      .add_option(
          "--suppress", options.suppress,
          help_text(context, {"lignes à supprimer, au plus : une part (2%, par défaut) ou un "
                              "nombre",
                              "rows to suppress, at most: a share (2%, the default) or a "
                              "number"}))
      ->type_name("N");
  command
      .add_option(
          "--method", options.method,
          help_text(context, {"generalize (par défaut) : un niveau par colonne ; local : de "
                              "plus, des cellules effacées une à une ; table : un tableau "
                              "d'effectifs ou de montants (--sum) par les colonnes de --quasi, "
                              "avec totaux",
                              "generalize (the default): one level a column; local: single "
                              "cells wiped out besides; table: a table of counts or amounts "
                              "(--sum) by the columns of --quasi, with totals"}))
      ->check(CLI::IsMember({"generalize", "local", "table"}));
  command
      .add_option("--time-limit", options.time_limit,
                  help_text(context, {"secondes de recherche, au plus (par défaut 60 ; 0 : sans "
                                      "limite)",
                                      "seconds of search, at most (default 60; 0: no limit)"}))
      ->check(CLI::NonNegativeNumber);
  command
      .add_option(
          "--most-checks", options.most_checks,
          help_text(context, {"combinaisons examinées, au plus : le même résultat sur toute "
                              "machine",
                              "combinations looked at, at most: the same result on any "
                              "machine"}))
      ->check(CLI::PositiveNumber);
}

void add_columns(CLI::App& command, const CommandContext& context, AnonymizeCommand& options) {
  const auto add_list = [&](const char* name, std::vector<std::string>& list, const Text& help) {
    command.add_option(name, list, help_text(context, help))->delimiter(',')->type_name("COLUMNS");
  };
  add_list("--quasi", options.quasi,
           {"colonnes par lesquelles on pourrait retrouver une personne (par défaut : celles que "
            "l'examen propose)",
            "columns by which a person could be found (default: those that the scan proposes)"});
  add_list("--sensitive", options.sensitive,
           {"colonnes qu'on ne doit pas pouvoir déduire (--l, --t)",
            "columns that must not be inferred (--l, --t)"});
  add_list("--drop", options.drop, {"colonnes à supprimer", "columns to leave out"});
  add_list("--keep", options.keep,
           {"colonnes à garder telles quelles", "columns to keep as they are"});
  command
      .add_option("--hierarchy", options.hierarchies,
                  help_text(context,
                            {"COLONNE=date, age, postcode, commune, grid, number, pcs, none, ou un "
                             "fichier (une ligne par valeur, niveaux séparés par des ;) ; d'une "
                             "colonne sensible, la distance de --t suit la hiérarchie",
                             "COLUMN=date, age, postcode, commune, grid, number, pcs, none, or a "
                             "file (one line a value, levels separated by ;); of a sensitive "
                             "column, the distance of --t follows the hierarchy"}))
      ->type_name("COLUMN=NAME");
}

void add_table(CLI::App& command, const CommandContext& context, AnonymizeCommand& options) {
  CLI::Option* sum =
      command
          .add_option("--sum", options.sum,
                      help_text(context, {"avec --method table : montant à additionner ; une case "
                                          "qui repose sur trop peu d'unités, ou sur une seule, est "
                                          "cachée",
                                          "with --method table: amount to add up; a cell that "
                                          "rests on too few units, or on a single one, is "
                                          "hidden"}))
          ->type_name("COLUMN");
  command
      .add_option("--unit", options.unit,
                  help_text(context, {"colonne qui nomme l'unité du montant (par défaut : chaque "
                                      "ligne en est une)",
                                      "column that names the unit of the amount (default: each row "
                                      "is one)"}))
      ->needs(sum)
      ->type_name("COLUMN");
  command
      .add_option("--cell-units", options.secrecy.least_units,
                  help_text(context, {"unités d'une case de montants, au moins (par défaut : 3)",
                                      "units of a cell of amounts, at least (default: 3)"}))
      ->needs(sum)
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N");
  command
      .add_option("--cell-share", options.secrecy.largest_share,
                  help_text(context, {"part du montant d'une case qu'une unité peut faire (par "
                                      "défaut : 0.85)",
                                      "share of a cell's amount that one unit may make (default: "
                                      "0.85)"}))
      ->needs(sum)
      ->check(CLI::Range(0.01, 1.0).description(""))
      ->type_name("0..1");
}

void add_files(CLI::App& command, const CommandContext& context, AnonymizeCommand& options) {
  command
      .add_option("SOURCE", options.source,
                  help_text(context, {"le fichier à lire", "the file to read"}))
      ->required();
  command
      .add_option(
          "--output", options.output,
          help_text(context, {"le fichier à écrire, .csv, .xlsx ou .parquet, entier ou pas du tout",
                              "the file to write, .csv, .xlsx or .parquet, whole or not "
                              "at all"}))
      ->required()
      ->type_name("FILE");
  command
      .add_option("--report", options.report,
                  help_text(context, {"écrit le rapport d'anonymisation, lié à l'empreinte du "
                                      "fichier, dans ce fichier JSON",
                                      "writes the anonymization report, bound to the digest of the "
                                      "file, to this JSON file"}))
      ->type_name("FILE");
  command
      .add_option(
          "--hierarchy-output", options.hierarchy_folder,
          help_text(context, {"dossier existant où écrire les hiérarchies utilisées ; elles "
                              "tiennent des valeurs de la source : ne les publiez pas",
                              "existing folder for the hierarchies used; they hold values "
                              "of the source: do not publish them"}))
      ->check(CLI::ExistingDirectory)
      ->type_name("DIR");
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void run_anonymize(const AnonymizeCommand& options, CommandContext& context) {
  const InterruptGuard guard;
  const AnonymizeRun run = anonymize_source(options, [&guard] { return guard.interrupted(); });
  const std::string report = render_anonymization_json(run);
  if (!options.report.empty())
    write_output(options.report, report);
  std::cout << (options.format == "json" ? report
                                         : render_anonymization_text(run, context.language));
  context.exit_code = run.incomplete ? kExitIncomplete : kExitDone;
}

}  // namespace

void add_anonymize_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "anonymize",
      help_text(
          context,
          {"généralise une table jusqu'à ce que chaque personne se cache parmi d'autres, en "
           "perdant "
           "le moins possible, et dit ce qui est atteint\nCodes de sortie : 0 fait, 2 impossible, "
           "3 "
           "fait mais des lignes n'ont pas pu être lues.\nExemple : aval anonymize enquete.csv --k "
           "11 --suppress 2% --output enquete-k11.csv --report rapport.json",
           "generalizes a table until each person hides among others, losing as little as "
           "possible, "
           "and says what is reached\nExit codes: 0 done, 2 could not run, 3 done but rows could "
           "not be read.\nExample: aval anonymize survey.csv --k 11 --suppress 2% --output "
           "survey-k11.csv --report report.json"}));
  const auto options = std::make_shared<AnonymizeCommand>();
  options->request.today = context.today;
  add_files(*command, context, *options);
  add_thresholds(*command, context, *options);
  add_search(*command, context, *options);
  add_columns(*command, context, *options);
  add_table(*command, context, *options);
  add_one_table_options(*command, context, options->request);
  add_rules_option(*command, context, options->request);
  command->callback([options, &context] {
    options->request.watch = progress_watch(context);
    if (options->method != "table" && !options->sum.empty())
      throw Error(ErrorKind::usage, "--sum",
                  {"--sum demande --method table", "--sum asks for --method table"});
    if (options->method == "table")
      tabulate_source(*options, context);
    else
      run_anonymize(*options, context);
  });
}

}  // namespace aval
