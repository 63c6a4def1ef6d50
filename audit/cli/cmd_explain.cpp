// aval explain: why a column got its type, and what would change it.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/commands.h"
#include "audit/cli/reading_options.h"
#include "audit/scan/table_profile.h"
#include "audit/table/source.h"
#include "audit/workspace/column_choice.h"
#include "audit/workspace/scan_sources.h"
#include "reports/explanation_report.h"

namespace aval {
namespace {

struct ExplainOptions {
  ScanRequest request;
  std::string source;
  std::string column;
  std::string format = "text";
  std::string output;
};

void run_explain(const ExplainOptions& options, CommandContext& context) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const TableProfile profile = profile_table(reader, pack, profile_options(options.request));
  const TableInfo& info = reader.info();
  const std::size_t column = find_named_column(info, profile.columns.size(), options.column);
  const ReadStats stats = reader.stats();
  const Explanation explanation = explain_column({profile, info, stats, pack}, column);
  const bool terminal = options.format == "text" && options.output.empty();
  write_output(options.output, options.format == "json"
                                   ? render_explanation_json(explanation)
                                   : render_explanation_text(explanation, context.language,
                                                             terminal && context.colour));
  context.exit_code = stats.skipped_rows > 0 ? kExitIncomplete : kExitDone;
}

}  // namespace

void add_explain_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "explain",
      help_text(context,
                {"dit pourquoi une colonne a reçu son type, et ce qui changerait la réponse\n"
                 "Codes de sortie : 0 fait, 2 impossible, 3 fait mais des lignes n'ont pu être "
                 "lues.\n"
                 "Exemple : aval explain cantine.csv allergie",
                 "says why a column got its type, and what would change the answer\n"
                 "Exit codes: 0 done, 2 could not run, 3 done but rows could not be read.\n"
                 "Example: aval explain canteen.csv allergy"}));
  const auto options = std::make_shared<ExplainOptions>();
  command
      ->add_option("FILE", options->source,
                   help_text(context, {"le fichier, ou - pour l'entrée standard",
                                       "the file, or - for standard input"}))
      ->required();
  command
      ->add_option("COLUMN", options->column,
                   help_text(context, {"nom de la colonne, ou son numéro à partir de 1",
                                       "name of the column, or its number from 1"}))
      ->required();
  command
      ->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--output", options->output,
                      help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  add_reading_options(*command, context, options->request);
  command->callback([options, &context] { run_explain(*options, context); });
}

}  // namespace aval
