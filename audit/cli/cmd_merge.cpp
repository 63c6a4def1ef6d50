// aval merge: the report of a whole from the partial profiles of its parts.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/merge_command.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/scan_outcome.h"
#include "audit/workspace/source_part.h"

namespace aval {
namespace {

struct MergeOptions : OutcomeOptions {
  std::vector<std::string> parts;
  std::string key_file;
  MergeRequest request;
};

AuditReport merge(const MergeOptions& options) {
  const ScanRules rules = load_scan_rules(options.request.judged.rules_folder);
  std::vector<SourcePart> parts;
  for (const std::string& path : options.parts)
    parts.push_back(read_source_part(
        path, options.key_file.empty() ? default_key_file(path) : options.key_file));
  return merge_parts(parts, options.request, rules);
}

void add_parts(CLI::App& command, const CommandContext& context, MergeOptions& options) {
  command
      .add_option("PART", options.parts,
                  help_text(context, {"profils partiels : de toutes les parties d'une source, ou "
                                      "de fichiers de mêmes colonnes, dans leur ordre",
                                      "partial profiles: of all parts of a source, or of files "
                                      "with the same columns, in their order"}))
      ->required();
}

void add_merge_options(CLI::App& command, const CommandContext& context, MergeOptions& options) {
  command.add_option(
      "--key-file", options.key_file,
      help_text(context, {"fichier de la clé des profils partiels (sinon aval-partial.key, à côté "
                          "de chacun)",
                          "file of the key of partial profiles (else aval-partial.key, beside "
                          "each)"}));
  command.add_option(
      "--name", options.request.name,
      help_text(context, {"nom de l'ensemble quand les parties sont des fichiers séparés (sinon "
                          "celui du premier)",
                          "name of the whole when the parts are files of their own (else that of "
                          "the first)"}));
  command
      .add_option("--threads", options.request.judged.threads,
                  help_text(context, {"nombre de fils d'exécution (par défaut : un par processeur)",
                                      "number of threads (default: one a processor)"}))
      ->check(CLI::Range(1, 256));
}

}  // namespace

void add_merge_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "merge",
      help_text(
          context,
          {"joint les profils partiels des parties d'une source (aval scan --partial) : le "
           "rapport est celui de la source entière\n"
           "Codes de sortie : 0 fait, 1 niveau --fail-on ou --fail-on-new atteint, 2 impossible "
           "(partie manquante, en double, lue autrement), 3 fait mais incomplet.\n"
           "Exemple : aval merge p1.part p2.part p3.part --format html --output rapport.html",
           "joins the partial profiles of the parts of a source (aval scan --partial): the report "
           "is that of the whole source\n"
           "Exit codes: 0 done, 1 --fail-on or --fail-on-new level reached, 2 could not run (a "
           "part missing, given twice, read otherwise), 3 done but incomplete.\n"
           "Example: aval merge p1.part p2.part p3.part --format html --output report.html"}));
  const auto options = std::make_shared<MergeOptions>();
  add_parts(*command, context, *options);
  add_outcome_options(*command, context, *options);
  add_merge_options(*command, context, *options);
  add_rules_option(*command, context, options->request.judged);
  add_judging_options(*command, context, options->request.judged);
  add_baseline_options(*command, context, *options);
  add_record_options(*command, context, *options);
  command->callback(
      [options, &context] { tell_outcome(*options, context, [&] { return merge(*options); }); });
}

}  // namespace aval
