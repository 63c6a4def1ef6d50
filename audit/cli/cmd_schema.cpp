// aval schema: Table Schemas from data.
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/commands.h"
#include "audit/cli/reading_options.h"
#include "audit/table/read_codes.h"
#include "audit/table/schema_infer.h"
#include "audit/workspace/scan_sources.h"

namespace aval {
namespace {

struct InferOptions {
  ScanRequest request;
  std::string source;
  std::string output;
};

void run_infer(const InferOptions& options, CommandContext& context) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const OrderedJson schema = infer_table_schema(reader);
  write_output(options.output,
               schema.dump(2, ' ', false, OrderedJson::error_handler_t::replace).append("\n"));
  context.exit_code = is_incomplete(reader.stats()) ? kExitIncomplete : kExitDone;
}

void add_options(CLI::App& command, InferOptions& options, const CommandContext& context) {
  command
      .add_option("SOURCE", options.source,
                  help_text(context, {"le fichier à décrire", "the file to describe"}))
      ->required();
  command.add_option("--output", options.output,
                     help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  add_one_table_options(command, context, options.request);
}

}  // namespace

void add_schema_command(CLI::App& app, CommandContext& context) {
  CLI::App* schema = app.add_subcommand(
      "schema",
      help_text(context, {"écrit le schéma (Table Schema) d'un fichier\n"
                          "Codes de sortie : 0 fait, 2 impossible, 3 fait mais des lignes "
                          "n'ont pu être lues.\n"
                          "Exemple : aval schema infer equipements.csv",
                          "writes the schema (Table Schema) of a file\n"
                          "Exit codes: 0 done, 2 could not run, 3 done but rows could not "
                          "be read.\n"
                          "Example: aval schema infer equipment.csv"}));
  schema->require_subcommand(1);
  CLI::App* infer = schema->add_subcommand(
      "infer",
      help_text(
          context,
          {"déduit un schéma des données : type et forme de chaque colonne, remplissage, clé ; "
           "aucune valeur n'y est recopiée\n"
           "Codes de sortie : 0 fait, 2 impossible, 3 fait mais des lignes n'ont pu être "
           "lues.\n"
           "Exemple : aval schema infer equipements.csv --output equipements.schema.json",
           "draws a schema from data: type and form of each column, whether it is filled, the "
           "key; no value is copied into it\n"
           "Exit codes: 0 done, 2 could not run, 3 done but rows could not be read.\n"
           "Example: aval schema infer equipment.csv --output equipment.schema.json"}));
  const auto options = std::make_shared<InferOptions>();
  add_options(*infer, *options, context);
  infer->callback([options, &context] { run_infer(*options, context); });
}

}  // namespace aval
