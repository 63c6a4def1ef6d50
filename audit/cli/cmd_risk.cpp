// aval risk: how many rows are alone with their profile, and what the others give away.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/progress.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/risk.h"
#include "audit/table/read_codes.h"

namespace aval {
namespace {

void run_risk(const RiskOptions& options, CommandContext& context) {
  if (!options.cells.empty()) {
    audit_published_tables(options, context);
    return;
  }
  if (!options.releases.empty())
    earlier_releases(options.releases, {}, context);  // an unknown dataset is told at once
  bool incomplete = false;
  RiskReport report = measure_source(options, incomplete);
  if (!options.releases.empty()) {
    report.dataset = options.releases;
    report.releases = earlier_releases(options.releases, report, context);
    for (const EarlierRelease& release : report.releases)
      incomplete = incomplete || release.file.empty();
  }
  if (options.format == "json") {
    write_output(options.output, render_risk_json(report));
  } else if (options.format == "text") {
    const bool colour = options.output.empty() && context.colour;
    write_output(options.output, render_risk_text(report, context.language, colour));
  } else {
    write_paper(risk_paper(report), options, context);
  }
  context.exit_code = incomplete ? kExitIncomplete : kExitDone;
}

void add_columns(CLI::App& command, const CommandContext& context, RiskOptions& options) {
  command
      .add_option("SOURCE", options.source,
                  help_text(context, {"le fichier à mesurer", "the file to measure"}))
      ->required();
  command
      .add_option("--quasi", options.quasi,
                  help_text(context, {"colonnes qu'un attaquant peut connaître d'ailleurs, par nom "
                                      "ou numéro (par défaut : proposées d'après un examen)",
                                      "columns that an attacker may know from elsewhere, by name "
                                      "or number (default: proposed from a scan)"}))
      ->delimiter(',')
      ->type_name("A,B");
  command
      .add_option("--sensitive", options.sensitive,
                  help_text(context, {"colonnes dont la valeur ne doit pas être devinée",
                                      "columns whose value must not be guessed"}))
      ->delimiter(',')
      ->type_name("C,D");
  command
      .add_option("--hierarchy", options.hierarchies,
                  help_text(context, {"hiérarchie d'une colonne sensible, pour la distance "
                                      "hiérarchique de t : date, age, postcode, commune, grid, "
                                      "number, pcs, ou un fichier ; plusieurs fois s'il y en a "
                                      "plusieurs",
                                      "hierarchy of a sensitive column, for the hierarchical "
                                      "distance of t: date, age, postcode, commune, grid, number, "
                                      "pcs, or a file; several times when there are several"}))
      ->type_name("COLUMN=NAME")
      ->allow_extra_args(false);
}

void add_rules_of_measure(CLI::App& command, const CommandContext& context, RiskOptions& options) {
  command
      .add_option("--missing", options.missing,
                  help_text(context,
                            {"ce que vaut une valeur absente, hors du tableau qui montre les trois "
                             "règles (par défaut : own_category)",
                             "what a missing value stands for, beyond the table that shows all "
                             "three rules (default: own_category)"}))
      ->check(CLI::IsMember({"own_category", "wildcard", "excluded"}));
  command
      .add_option("--missing-word", options.missing_words,
                  help_text(context, {"mot qui veut dire : pas de valeur (NA, ?) ; plusieurs fois "
                                      "s'il y en a plusieurs",
                                      "word that stands for no value (NA, ?); several times when "
                                      "there are several"}))
      ->type_name("WORD")
      ->allow_extra_args(false);
  command
      .add_option("--threshold", options.threshold,
                  help_text(context, {"compte les lignes des groupes plus petits que N (par défaut "
                                      ": 11, un usage et non une loi)",
                                      "counts the rows of groups smaller than N (default: 11, a "
                                      "practice and no law)"}))
      ->check(CLI::Range(2, 1000000).description(""))
      ->type_name("N");
}

void add_amounts(CLI::App& command, const CommandContext& context, RiskOptions& options) {
  CLI::Option* amount =
      command
          .add_option(
              "--amount", options.amount,
              help_text(context, {"colonne d'un montant : quelles cases (lignes de même "
                                  "profil) reposent sur trop peu d'unités, ou sur une seule",
                                  "column of an amount: which cells (rows of one profile) "
                                  "rest on too few units, or on a single one"}))
          ->type_name("E");
  command
      .add_option("--unit", options.unit,
                  help_text(context, {"colonne qui nomme l'unité du montant (par défaut : chaque "
                                      "ligne en est une)",
                                      "column that names the unit of the amount (default: each row "
                                      "is one)"}))
      ->needs(amount)
      ->type_name("F");
  command
      .add_option(
          "--cell-units", options.secrecy.least_units,
          help_text(context, {"unités d'une case, au moins (par défaut : 3, un usage et non "
                              "une loi)",
                              "units of a cell, at least (default: 3, a practice and no "
                              "law)"}))
      ->needs(amount)
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("N");
  command
      .add_option("--cell-share", options.secrecy.largest_share,
                  help_text(context, {"part du montant d'une case qu'une unité peut faire (par "
                                      "défaut : 0.85, un usage et non une loi)",
                                      "share of a cell's amount that one unit may make (default: "
                                      "0.85, a practice and no law)"}))
      ->needs(amount)
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("0..1");
}

void add_other_files(CLI::App& command, const CommandContext& context, RiskOptions& options) {
  command
      .add_option("--population", options.population,
                  help_text(context, {"fichier de la population d'où vient la table, aux mêmes "
                                      "colonnes : k-carte et risque du journaliste",
                                      "file of the population that the table comes from, with the "
                                      "same columns: k-map and the journalist's risk"}))
      ->type_name("FILE");
  command
      .add_option("--population-size", options.population_size,
                  help_text(context, {"nombre de personnes de la population : estime combien y "
                                      "seraient seules à leur profil",
                                      "number of persons of the population: estimates how many "
                                      "would be alone there with their profile"}))
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command
      .add_option("--link", options.linked,
                  help_text(context, {"autre fichier qu'un attaquant peut tenir : les lignes y "
                                      "sont cherchées par les colonnes de même nom ; plusieurs "
                                      "fois s'il y en a plusieurs",
                                      "another file that an attacker may hold: rows are looked up "
                                      "there by columns of the same name; several times when there "
                                      "are several"}))
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option(
          "--releases", options.releases,
          help_text(context, {"jeu du registre dont les versions auditées auparavant sont à "
                              "rapprocher : donnez leurs fichiers par --link, reconnus à "
                              "leur empreinte ; ce qui manque est dit",
                              "dataset of the workspace whose versions audited before are "
                              "to be joined: give their files by --link, known by their "
                              "digest; what lacks is told"}))
      ->type_name("ID");
  command.add_flag("--suda", options.suda,
                   help_text(context, {"note chaque ligne par SUDA2 (tous les ensembles de "
                                       "colonnes : le temps double à chacune)",
                                       "scores each row by SUDA2 (every set of columns: time "
                                       "doubles with each one)"}));
  command
      .add_option("--sampling-fraction", options.sampling_fraction,
                  help_text(context, {"part de la population que la table est pour DIS-SUDA, entre "
                                      "0 et 1 (par défaut : 0.01)",
                                      "share of the population that the table is for DIS-SUDA, "
                                      "between 0 and 1 (default: 0.01)"}))
      ->check(CLI::Range(0.000001, 0.999999).description(""))
      ->type_name("0..1");
}

void add_tables(CLI::App& command, const CommandContext& context, RiskOptions& options) {
  CLI::Option* cells =
      command
          .add_option(
              "--cells", options.cells,
              help_text(context, {"SOURCE est un tableau publié, dont voici la colonne de "
                                  "nombres : quelles cases cachées se recalculent, par ses "
                                  "totaux et par les tableaux de --with",
                                  "SOURCE is a published table, this its column of numbers: "
                                  "which hidden cells can be computed again, from its "
                                  "totals and the tables of --with"}))
          ->type_name("COLUMN");
  command
      .add_option("--with", options.with,
                  help_text(context, {"autre tableau publié des mêmes données, aux mêmes noms de "
                                      "colonnes ; plusieurs fois s'il y en a plusieurs",
                                      "another published table of the same data, with the same "
                                      "names of columns; several times when there are several"}))
      ->needs(cells)
      ->type_name("FILE")
      ->allow_extra_args(false);
}

void add_memory(CLI::App& command, const CommandContext& context, RiskOptions& options) {
  command
      .add_option(
          "--memory", options.memory,
          help_text(context, {"mémoire des lignes et de leurs mesures ; au-delà, elles vont "
                              "dans un fichier temporaire privé, avec les mêmes résultats "
                              "(par défaut : la moitié de celle de la machine)",
                              "memory of the rows and their measures; beyond it they go to "
                              "a private temporary file, with the same results (default: "
                              "half of the machine's)"}))
      ->type_name("2G");
}

}  // namespace

void add_risk_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "risk",
      help_text(
          context,
          {"mesure le risque de réidentification : qui est seul à ce profil, et ce qu'un groupe "
           "révèle\nCodes de sortie : 0 fait, 2 impossible, 3 fait mais des lignes n'ont pu être "
           "lues.\nExemple : aval risk usagers.csv --quasi naissance,commune,sexe --sensitive aide "
           "--format html --output risque.html",
           "measures the risk of re-identification: who is alone with their profile, and what a "
           "group gives away\nExit codes: 0 done, 2 could not run, 3 done but rows could not be "
           "read.\nExample: aval risk users.csv --quasi birth,town,sex --sensitive benefit "
           "--format html --output risk.html"}));
  const auto options = std::make_shared<RiskOptions>();
  options->request.today = context.today;
  options->format = "text";
  add_columns(*command, context, *options);
  add_rules_of_measure(*command, context, *options);
  add_other_files(*command, context, *options);
  add_amounts(*command, context, *options);
  add_memory(*command, context, *options);
  add_tables(*command, context, *options);
  add_output_options(*command, context, *options, {"text", "json", "html", "pdf", "md"});
  add_reading_options(*command, context, options->request);
  // A profile alone in a sample is not alone in the file: every row is measured.
  command->remove_option(command->get_option("--sample"));
  command->callback([options, &context] {
    options->request.watch = progress_watch(context);
    run_risk(*options, context);
  });
}

}  // namespace aval
