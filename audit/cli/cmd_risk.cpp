// aval risk: how many rows are alone with their profile, and what the others give away.
#include <algorithm>
#include <deque>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/column_choice.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/report_options.h"
#include "audit/scan/detect.h"
#include "audit/table/read_codes.h"
#include "audit/table/source.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/version.h"
#include "reports/risk_report.h"

namespace aval {
namespace {

struct RiskOptions : OutputOptions {
  ScanRequest request;  // how the source is read
  std::string source;
  std::vector<std::string> quasi;
  std::vector<std::string> sensitive;
  std::vector<std::string> missing_words;
  std::string missing = "own_category";
  std::uint64_t threshold = 11;
  std::uint64_t population_size = 0;  // 0: not told
  std::string population;             // a file
  std::vector<std::string> linked;    // files
  bool suda = false;
  double sampling_fraction = 0.01;
  std::string amount;  // a column of a table of amounts; empty: none
  std::string unit;
  SecrecyRule secrecy;
};

struct ChosenColumns {
  std::vector<std::size_t> quasi;  // positions in the table
  std::vector<std::size_t> sensitive;
  std::vector<std::size_t> amount;  // the amount, then the unit if it was named
  std::vector<Text> direct;
};

RiskColumn named_column(const TableInfo& info, std::size_t index) {
  const std::string number = std::to_string(index + 1);
  const bool named = index < info.columns.size() && !info.columns[index].name.empty() &&
                     !info.dialect.header_doubtful;
  if (!named)
    return {index, "column " + number, {"colonne " + number, "column " + number}};
  const std::string& name = info.columns[index].name;
  return {index, name, {name, name}};
}

void propose_columns(const TableScan& scan, const RiskOptions& options, ChosenColumns& chosen) {
  chosen.quasi = quasi_identifiers_of(scan);
  if (chosen.quasi.empty())
    throw Error(ErrorKind::usage, options.source,
                {"l'examen ne propose aucun quasi-identifiant ; nommez-les : --quasi a,b",
                 "the scan proposes no quasi-identifier; name them: --quasi a,b"});
  if (options.sensitive.empty())
    chosen.sensitive = sensitive_attributes_of(scan);
  for (const ColumnScan& column : scan.columns)
    if (column.gdpr == Gdpr::direct)
      chosen.direct.push_back(display_name(scan, column.index));
}

// What the user named; without quasi-identifiers, what a scan proposes.
ChosenColumns choose_columns(const RiskOptions& options, const RulePack& pack,
                             const TableReader& reader) {
  ChosenColumns chosen;
  const TableInfo info = info_of_whole(reader);
  chosen.quasi = find_named_columns(info, options.quasi, "--quasi");
  chosen.sensitive = find_named_columns(info, options.sensitive, "--sensitive");
  for (const std::string& name : {options.amount, options.unit})
    if (!name.empty())
      chosen.amount.push_back(find_named_column(info, info.columns.size(), name));
  if (options.quasi.empty())
    propose_columns(scan_table(*reader.reopen(), pack, profile_options(options.request)), options,
                    chosen);
  std::erase_if(chosen.sensitive, [&](std::size_t column) {
    return options.sensitive.empty() &&
           std::count(chosen.quasi.begin(), chosen.quasi.end(), column) > 0;
  });
  for (const std::size_t column : chosen.sensitive)
    if (std::count(chosen.quasi.begin(), chosen.quasi.end(), column) > 0)
      throw Error(ErrorKind::usage, "--sensitive",
                  format_text({"la colonne {0} est aussi un quasi-identifiant : choisissez",
                               "column {0} is a quasi-identifier as well: choose one"},
                              {named_column(info, column).name}));
  return chosen;
}

MissingRule missing_rule_of(const std::string& name) {
  for (const MissingRule rule : {MissingRule::wildcard, MissingRule::excluded})
    if (name == name_of(rule))
      return rule;
  return MissingRule::own_category;
}

RiskQuestion question_of(const RiskOptions& options, const ChosenColumns& chosen) {
  RiskQuestion question;
  question.missing = missing_rule_of(options.missing);
  question.threshold = options.threshold;
  if (options.population_size > 0)
    question.population_size = options.population_size;
  const std::size_t places = chosen.quasi.size() + chosen.sensitive.size();
  if (!chosen.amount.empty())
    question.amount = places;
  if (chosen.amount.size() > 1)
    question.unit = places + 1;
  question.secrecy = options.secrecy;
  question.suda = options.suda;
  question.sampling_fraction = options.sampling_fraction;
  for (std::size_t i = 0; i < chosen.quasi.size(); ++i)
    question.quasi.push_back(i);
  for (std::size_t i = 0; i < chosen.sensitive.size(); ++i)
    question.sensitive.push_back(chosen.quasi.size() + i);
  return question;
}

// The quasi-identifiers that a second file has too, by name, and its rows.
struct OtherFile {
  LinkedFile file;
  std::vector<std::size_t> quasi;  // places among the quasi-identifiers
  CodedTable table;
};

OtherFile read_other(const RiskOptions& options, const RulePack& pack, const std::string& path,
                     const std::vector<RiskColumn>& quasi) {
  const Source source = open_source(path, source_options(options.request, pack));
  TableReader& reader = choose_table(source, "");
  const TableInfo info = info_of_whole(reader);
  OtherFile other;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < quasi.size(); ++i)
    if (const auto column = find_column_by_name(info, quasi[i].name)) {
      other.quasi.push_back(i);
      other.file.columns.push_back(quasi[i].name);
      columns.push_back(*column);
    }
  if (columns.empty())
    throw Error(ErrorKind::usage, path,
                {"aucun quasi-identifiant n'y porte le même nom : renommez ses colonnes",
                 "no quasi-identifier has the same name there: rename its columns"});
  other.file.name = path.substr(path.find_last_of('/') + 1);
  other.table = read_coded_table(reader, columns, {options.missing_words});
  other.file.sha256 = source.read_content ? source.read_content().sha256 : source.info.sha256;
  return other;
}

ComparedFile compared(const CodedTable& table, const OtherFile& other) {
  std::vector<std::size_t> places(other.quasi.size());
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = i;
  return {{&table, other.quasi}, {&other.table, places}};
}

// Reads the second files into `others`, which must outlive the question.
void ask_of_others(const RiskOptions& options, const RulePack& pack, const CodedTable& table,
                   std::deque<OtherFile>& others, RiskReport& report) {
  if (!options.population.empty()) {
    others.push_back(read_other(options, pack, options.population, report.quasi));
    if (others.back().quasi.size() < report.quasi.size())
      throw Error(ErrorKind::usage, options.population,
                  {"la population doit avoir tous les quasi-identifiants, sous le même nom",
                   "the population must have every quasi-identifier, under the same name"});
    report.population_name = others.back().file.name;
    report.question.population.emplace(compared(table, others.back()));
  }
  for (const std::string& path : options.linked) {
    others.push_back(read_other(options, pack, path, report.quasi));
    report.linked.push_back(others.back().file);
    report.question.linked.push_back(compared(table, others.back()));
  }
}

void describe(const Source& source, const TableReader& reader, const ChosenColumns& chosen,
              RiskReport& report) {
  report.tool_version = program_version();
  report.source = source.info.uri.substr(source.info.uri.find_last_of('/') + 1);
  report.sha256 = source.read_content ? source.read_content().sha256 : source.info.sha256;
  report.table = reader.info().name;
  report.skipped_rows = reader.stats().skipped_rows;
  for (const std::size_t column : chosen.quasi)
    report.quasi.push_back(named_column(reader.info(), column));
  for (const std::size_t column : chosen.sensitive)
    report.sensitive.push_back(named_column(reader.info(), column));
  report.direct = chosen.direct;
}

RiskReport measure_source(const RiskOptions& options, bool& incomplete) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const ChosenColumns chosen = choose_columns(options, pack, reader);
  std::vector<std::size_t> columns = chosen.quasi;
  columns.insert(columns.end(), chosen.sensitive.begin(), chosen.sensitive.end());
  columns.insert(columns.end(), chosen.amount.begin(), chosen.amount.end());
  const CodedTable table = read_coded_table(reader, columns, {options.missing_words});
  incomplete = is_incomplete(reader.stats());
  RiskReport report;
  describe(source, reader, chosen, report);
  report.proposed = options.quasi.empty();
  report.missing_words = options.missing_words;
  report.question = question_of(options, chosen);
  if (options.population_size > 0 && options.population_size < table.rows())
    throw Error(ErrorKind::usage, "--population-size",
                {"la population a au moins autant de personnes que le fichier de lignes",
                 "the population has at least as many persons as the file has rows"});
  std::deque<OtherFile> others;
  ask_of_others(options, pack, table, others, report);
  report.measures = measure_risk(table, report.question);
  report.question.population.reset();  // the tables end here
  report.question.linked.clear();
  return report;
}

void run_risk(const RiskOptions& options, CommandContext& context) {
  bool incomplete = false;
  const RiskReport report = measure_source(options, incomplete);
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
  add_output_options(*command, context, *options, {"text", "json", "html", "pdf", "md"});
  add_reading_options(*command, context, options->request);
  // A profile alone in a sample is not alone in the file: every row is measured.
  command->remove_option(command->get_option("--sample"));
  command->callback([options, &context] { run_risk(*options, context); });
}

}  // namespace aval
