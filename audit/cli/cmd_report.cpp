// aval report: dossiers and extracts made from the workspace.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/register_commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/workspace.h"

namespace aval {
namespace {

void run_dataset(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const AuditReport report = stored_report(require_document(store, kScanKind, options.id));
  write_report(render_report(report, report_format_of(options.format), context.language), options,
               context);
}

}  // namespace

void add_report_command(CLI::App& app, CommandContext& context) {
  CLI::App* report = app.add_subcommand(
      "report",
      help_text(context,
                {"dossiers et extraits pour les lecteurs\nCodes de sortie : 0 fait, 2 impossible. "
                 "Exemple : aval report usecase gaspillage-cantine --output dossier.html",
                 "dossiers and extracts for readers\nExit codes: 0 done, 2 could not run. "
                 "Example: aval report usecase canteen-waste --output dossier.html"}));
  report->require_subcommand(1);
  add_usecase_reports(*report, context);
  add_register_reports(*report, context);
  const auto dataset_options = std::make_shared<ReportOptions>();
  CLI::App* dataset = report->add_subcommand(
      "dataset", help_text(context, {"le dernier audit enregistré d'un jeu de données\nExemple : "
                                     "aval report dataset cantine --output cantine.html",
                                     "the last recorded audit of a dataset\nExample: aval report "
                                     "dataset canteen --output canteen.html"}));
  dataset
      ->add_option("DATASET", dataset_options->id,
                   help_text(context, {"identifiant du jeu de données", "id of the dataset"}))
      ->required();
  add_output_options(*dataset, context, *dataset_options,
                     {"html", "pdf", "md", "text", "json", "csv", "sarif"});
  dataset->callback([dataset_options, &context] { run_dataset(*dataset_options, context); });
}

}  // namespace aval
