// The options that every command that reads a source takes.
#include "audit/cli/reading_options.h"

#include <CLI/CLI.hpp>

#include "audit/cli/commands.h"

namespace aval {

void add_one_table_options(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option("--table", request.table,
                     help_text(context, {"la table de ce nom, s'il y en a plusieurs",
                                         "the table of this name, when there are several"}));
  command.add_option("--delimiter", request.delimiter,
                     help_text(context, {"impose le séparateur (un caractère, ou tab)",
                                         "forces the delimiter (one character, or tab)"}));
  command.add_option("--encoding", request.encoding,
                     help_text(context, {"impose l'encodage", "forces the encoding"}));
}

void add_rules_option(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option(
      "--rules", request.rules_folder,
      help_text(context, {"dossier d'un paquet de règles, à la place de celui du programme",
                          "folder of a rule pack, instead of the program's own"}));
}

void add_reading_options(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option(
      "--table", request.table,
      help_text(context, {"seulement la table de ce nom", "only the table of this name"}));
  command.add_option("--delimiter", request.delimiter,
                     help_text(context, {"impose le séparateur (un caractère, ou tab)",
                                         "forces the delimiter (one character, or tab)"}));
  command.add_option(
      "--encoding", request.encoding,
      help_text(context, {"impose l'encodage (UTF-8, windows-1252, UTF-16LE...)",
                          "forces the encoding (UTF-8, windows-1252, UTF-16LE...)"}));
  command
      .add_option(
          "--sample", request.sample,
          help_text(context,
                    {"ne regarde que N lignes, tirées sur tout le fichier (par défaut : toutes)",
                     "looks at N rows only, drawn from the whole file (default: every row)"}))
      ->check(CLI::PositiveNumber);
  command
      .add_option("--threads", request.threads,
                  help_text(context, {"nombre de fils d'exécution (par défaut : un par processeur)",
                                      "number of threads (default: one a processor)"}))
      ->check(CLI::Range(1, 256));
  add_rules_option(command, context, request);
}

}  // namespace aval
