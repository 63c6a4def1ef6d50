// aval report: dossiers and extracts made from the workspace.
#include <algorithm>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/decide_usecase.h"
#include "audit/cli/register_commands.h"
#include "reports/dossier.h"

namespace aval {
namespace {

struct ReportOptions {
  std::string id;
  std::string gate;
  std::string format = "html";
  std::string output;
};

ReportFormat format_of(const std::string& name) {
  if (name == "html")
    return ReportFormat::html;
  if (name == "md")
    return ReportFormat::md;
  if (name == "csv")
    return ReportFormat::csv;
  if (name == "sarif")
    return ReportFormat::sarif;
  return name == "json" ? ReportFormat::json : ReportFormat::text;
}

DossierDataset dataset_of(const RegisterStore& store, const std::string& id,
                          const std::string& today) {
  DossierDataset dataset;
  dataset.id = id;
  const auto document = store.find(kScanKind, id);
  if (!document)
    return dataset;
  dataset.scan = stored_report(*document);
  for (const Json& reviewed : reviewed_findings(store, id, today)) {
    const Json& review = reviewed.at("review");
    if (!review.is_null())
      (review.at("result") == "confirmed" ? dataset.confirmed : dataset.rejected) += 1;
  }
  return dataset;
}

// The verdict at the gate asked for, computed now; without a gate the latest recorded one. JSON
// text, empty when there is none.
std::string decision_for(const RegisterStore& store, const ReportOptions& options,
                         const PolicyPack& policies, const CommandContext& context) {
  if (!options.gate.empty()) {
    const FactInputs inputs = gather_inputs(store, options.id, options.gate, context.today);
    const Decision decision = decide(policies, collect_facts(policies, inputs), options.gate);
    return render_decision_json(policies, decision, context.language);
  }
  std::optional<StoredDocument> latest;
  for (const StoredDocument& document : store.list(kDecisionKind))
    if (document.id.starts_with(options.id + "/") &&
        (!latest || document.recorded_at > latest->recorded_at))
      latest = document;
  return latest ? latest->content : std::string();
}

// The entries of a list of the document; none when it is absent or null.
Json list_of(const Json& document, const char* key) {
  return document.contains(key) && document.at(key).is_array() ? document.at(key) : Json::array();
}

UseCaseDossier dossier_of(const RegisterStore& store, const ReportOptions& options,
                          const std::string& today) {
  const StoredDocument document = require_document(store, kUseCaseKind, options.id);
  const Json usecase = content_of(document);
  UseCaseDossier dossier;
  dossier.date = today;
  dossier.usecase = document.content;
  std::set<std::string> seen;
  for (const Json& source : list_of(usecase, "sources")) {
    const auto id = source.at("dataset").get<std::string>();
    if (seen.insert(id).second)
      dossier.datasets.push_back(dataset_of(store, id, today));
  }
  for (const Json& id : list_of(usecase, "activities")) {
    const auto activity = store.find(kActivityKind, id.get<std::string>());
    dossier.activities.push_back(activity ? content_of(*activity).value("name", std::string())
                                          : id.get<std::string>());
  }
  return dossier;
}

void run_usecase(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const PolicyPack policies = load_embedded_policy_pack();
  UseCaseDossier dossier = dossier_of(store, options, context.today);
  dossier.decision = decision_for(store, options, policies, context);
  write_output(options.output, render_paper(usecase_paper(dossier, policies),
                                            format_of(options.format), context.language));
}

void run_dataset(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const AuditReport report = stored_report(require_document(store, kScanKind, options.id));
  write_output(options.output, render_report(report, format_of(options.format), context.language));
}

void add_output_options(CLI::App& command, const CommandContext& context, ReportOptions& options,
                        const std::vector<std::string>& formats) {
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme (par défaut : html)", "form (default: html)"}))
      ->check(CLI::IsMember(formats));
  command.add_option("--output", options.output,
                     help_text(context, {"écrit dans ce fichier", "writes to this file"}));
}

void add_usecase_report(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = report.add_subcommand(
      "usecase", help_text(context, {"le dossier des cinq étapes, l'avis en premier\nExemple : "
                                     "aval report usecase gaspillage-cantine --output dossier.html",
                                     "the dossier of the five steps, verdict first\nExample: aval "
                                     "report usecase canteen-waste --output dossier.html"}));
  command
      ->add_option("USECASE", options->id,
                   help_text(context, {"identifiant du cas d'usage", "id of the use case"}))
      ->required();
  command
      ->add_option(
          "--gate", options->gate,
          help_text(context, {"calcule l'avis à cette étape (sinon : le dernier enregistré)",
                              "computes the verdict at this stage (else: the last recorded)"}))
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  add_output_options(*command, context, *options, {"html", "md"});
  command->callback([options, &context] { run_usecase(*options, context); });
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
  add_usecase_report(*report, context);
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
                     {"html", "md", "text", "json", "csv", "sarif"});
  dataset->callback([dataset_options, &context] { run_dataset(*dataset_options, context); });
}

}  // namespace aval
