// The options that every command that reads a source takes.
#include "audit/cli/reading_options.h"

#include <charconv>

#include <CLI/CLI.hpp>

#include "audit/base/text.h"
#include "audit/cli/commands.h"

namespace aval {

std::uint64_t memory_limit_of(const std::string& text, std::uint64_t otherwise) {
  if (text.empty())
    return otherwise;
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit = to_lower_ascii(std::string_view(end, text.data() + text.size()));
  constexpr std::string_view kUnits = "kmgt";
  const std::size_t power = unit.empty() ? 0 : kUnits.find(unit) + 1;
  constexpr std::uint64_t kMostUnits = 1U << 20U;
  if (failure != std::errc() || unit.size() > 1 || (!unit.empty() && power == 0) ||
      (power > 0 && number > kMostUnits))
    throw Error(ErrorKind::usage, "--memory",
                {"donnez une taille : 512M, 2G, ou 0 (sans limite)",
                 "give a size: 512M, 2G, or 0 (no limit)"});
  return number << (10U * power);
}

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
