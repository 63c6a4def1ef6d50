// aval table: what was read of a source, as plain CSV.
#include <iostream>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/table/read_codes.h"
#include "audit/table/table_csv.h"
#include "audit/workspace/scan_sources.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

struct TableOptions {
  ScanRequest request;
  std::string source;
  std::string output;
};

Text size_in_words(const WrittenCsv& written) {
  return counted(written.rows, {"ligne", "row"}, {"lignes", "rows"}) + Text{", ", ", "} +
         counted(written.columns, {"colonne", "column"}, {"colonnes", "columns"}) + Text{".", "."};
}

// What was guessed, repaired and left out, one sentence a line.
std::vector<Text> told_of(const SourceInfo& source, const TableReader& reader,
                          const WrittenCsv& written) {
  TableScan scan;
  scan.info = reader.info();
  scan.stats = reader.stats();
  std::vector<Text> told = {size_in_words(written)};
  for (const Text& line : reading_in_words(source, scan))
    told.push_back(line);
  for (const Text& line : repairs_in_words(scan.stats))
    told.push_back(line);
  if (written.guarded_cells > 0)
    told.push_back(counted(written.guarded_cells,
                           {"cellule qu'un tableur prendrait pour une formule porte une apostrophe "
                            "devant ; aval la retire en relisant.",
                            "cell that a spreadsheet would take for a formula has an apostrophe in "
                            "front; aval takes it away when it reads the file."},
                           {"cellules qu'un tableur prendrait pour des formules portent une "
                            "apostrophe devant ; aval la retire en relisant.",
                            "cells that a spreadsheet would take for formulas have an apostrophe "
                            "in front; aval takes it away when it reads the file."}));
  if (!scan.info.extra_text.empty())
    told.push_back({"Le texte hors de la table (titres, notes) n'est pas dans le CSV.",
                    "The text outside the table (titles, notes) is not in the CSV."});
  if (!written.has_header)
    told.push_back({"Aucune colonne n'a de nom : le CSV n'a pas de ligne d'en-tête.",
                    "No column has a name: the CSV has no header line."});
  return told;
}

void refuse_empty(const std::string& source) {
  throw Error(ErrorKind::input, source,
              {"aucune table dans cette source : il n'y a rien à écrire",
               "no table in this source: there is nothing to write"});
}

WrittenCsv write_csv(TableReader& reader, const TableOptions& options) {
  if (options.output.empty() || options.output == "-")
    return write_table_csv(reader, [](std::string_view piece) { std::cout << piece; });
  if (is_same_file(options.source, options.output))
    throw Error(ErrorKind::usage, "--output",
                {"c'est le fichier lu : donnez un autre nom",
                 "this is the file that is read: give another name"});
  WholeFile file(options.output, true);
  const WrittenCsv written =
      write_table_csv(reader, [&file](std::string_view piece) { file.write(piece); });
  file.finish();
  return written;
}

void run_table(const TableOptions& options, CommandContext& context) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  if (reader.info().columns.empty() && !reader.reopen()->next(*std::make_unique<Batch>()))
    refuse_empty(options.source);
  const WrittenCsv written = write_csv(reader, options);
  const bool is_in_file = !options.output.empty() && options.output != "-";
  std::ostream& out = is_in_file ? std::cout : std::cerr;
  for (const Text& line : told_of(source.info, reader, written))
    out << escape_terminal(line.in(context.language), false) << "\n";
  std::cout << std::flush;
  context.exit_code = is_incomplete(reader.stats()) ? kExitIncomplete : kExitDone;
}

void add_options(CLI::App& command, TableOptions& options, const CommandContext& context) {
  command
      .add_option("SOURCE", options.source,
                  help_text(context, {"le fichier, ou - pour l'entrée standard",
                                      "the file, or - for standard input"}))
      ->required();
  command.add_option(
      "--output", options.output,
      help_text(context,
                {"écrit le CSV dans ce fichier, lisible par vous seul (sinon sur la sortie "
                 "standard) ; il contient toutes les valeurs",
                 "writes the CSV to this file, for your eyes only (else to standard "
                 "output); it holds every value"}));
  command.add_option("--table", options.request.table,
                     help_text(context, {"la table à écrire, s'il y en a plusieurs",
                                         "the table to write, when there are several"}));
  command.add_option(
      "--delimiter", options.request.delimiter,
      help_text(context, {"impose le séparateur du fichier lu (un caractère, ou tab)",
                          "forces the delimiter of the file that is read (one "
                          "character, or tab)"}));
  command.add_option("--encoding", options.request.encoding,
                     help_text(context, {"impose l'encodage du fichier lu",
                                         "forces the encoding of the file that is read"}));
  command.add_option(
      "--rules", options.request.rules_folder,
      help_text(context, {"dossier d'un paquet de règles (pour reconnaître l'en-tête)",
                          "folder of a rule pack (to recognise the header)"}));
}

}  // namespace

void add_table_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "table",
      help_text(context,
                {"écrit ce qui a été lu en CSV simple (UTF-8, virgules), et dit ce qui a été "
                 "deviné et réparé\n"
                 "Codes de sortie : 0 fait, 2 impossible, 3 fait mais des lignes n'ont pu être "
                 "lues.\n"
                 "Exemple : aval table cantine.csv --output cantine-relue.csv",
                 "writes what was read as plain CSV (UTF-8, commas), and says what was guessed "
                 "and repaired\n"
                 "Exit codes: 0 done, 2 could not run, 3 done but rows could not be read.\n"
                 "Example: aval table canteen.csv --output canteen-read.csv"}));
  const auto options = std::make_shared<TableOptions>();
  add_options(*command, *options, context);
  command->callback([options, &context] { run_table(*options, context); });
}

}  // namespace aval
