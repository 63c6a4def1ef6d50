// aval dataset: datasets and their scans.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/scan_sources.h"
#include "audit/cli/text_table.h"
#include "audit/cli/workspace.h"

namespace aval {
namespace {

struct DatasetOptions {
  ScanRequest request;
  std::string scan_file;
  std::string id;
  std::string format = "text";
};

AuditReport report_of(const DatasetOptions& options, const CommandContext& context) {
  if (!options.scan_file.empty()) {
    AuditReport report = parse_report(read_file(options.scan_file), options.scan_file);
    if (report.date.empty())
      report.date = context.today;
    return report;
  }
  ScanRequest request = options.request;
  request.today = context.today;
  return scan_sources(request);
}

void run_add(const DatasetOptions& options, CommandContext& context) {
  if (options.scan_file.empty() == options.request.sources.empty())
    throw Error(ErrorKind::usage, "dataset add",
                {"donnez un fichier à lire, ou --scan RAPPORT.json",
                 "give a file to read, or --scan REPORT.json"});
  const AuditReport report = report_of(options, context);
  if (!options.id.empty() && report.sources.size() != 1)
    throw Error(ErrorKind::usage, "--id",
                {"--id ne vaut que pour un seul fichier", "--id goes with one file only"});
  RegisterStore store = open_workspace(context);
  for (std::size_t i = 0; i < report.sources.size(); ++i) {
    const std::string id =
        options.id.empty() ? identifier_of(report.sources[i].info.name) : options.id;
    const bool known = store.find(kScanKind, id).has_value();
    const StoredDocument stored = store.record(kScanKind, id, stored_scan(report, i, id),
                                               known ? "update" : "add", author_of(context));
    std::cout << format_text({"Jeu « {0} » enregistré, version {1} : {2}\n",
                              "Dataset '{0}' recorded, version {1}: {2}\n"},
                             {id, std::to_string(stored.version),
                              label_of(report.sources[i].publication).in(context.language)})
                     .in(context.language);
  }
  context.exit_code = exit_code_of(report);
}

void run_list(const DatasetOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  const bool french = context.language == Language::fr;
  rows.push_back(
      french ? std::vector<std::string>{"Jeu", "Version", "Date", "Publication", "Constats"}
             : std::vector<std::string>{"Dataset", "Version", "Date", "Publication", "Findings"});
  for (const StoredDocument& document : store.list(kScanKind)) {
    const Json scan = content_of(document);
    std::size_t findings = 0;
    for (const Json& table : scan.at("source").at("tables"))
      findings += table.at("findings").size();
    const std::string publication = scan.at("source").at("publication").get<std::string>();
    list.push_back({{"id", document.id},
                    {"version", document.version},
                    {"date", scan.at("date")},
                    {"publication", publication},
                    {"findings", findings},
                    {"sha256", scan.at("source").at("sha256")}});
    const auto level = find_publication(publication);
    rows.push_back(
        {document.id, std::to_string(document.version), scan.at("date").get<std::string>(),
         level ? label_of(*level).in(context.language) : publication, std::to_string(findings)});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void add_add_command(CLI::App& dataset, CommandContext& context) {
  const auto options = std::make_shared<DatasetOptions>();
  CLI::App* add = dataset.add_subcommand(
      "add", help_text(context,
                       {"audite un fichier et enregistre le résultat (aucune valeur n'est gardée)",
                        "audits a file and records the result (no value is kept)"}));
  add->add_option("SOURCE", options->request.sources,
                  help_text(context, {"fichiers ou dossiers", "files or folders"}));
  add->add_option("--scan", options->scan_file,
                  help_text(context, {"rapport JSON d'un scan déjà fait",
                                      "JSON report of a scan already made"}));
  add->add_option("--id", options->id,
                  help_text(context, {"nom du jeu (sinon celui du fichier)",
                                      "name of the dataset (else the file's)"}));
  add->add_option("--rules", options->request.rules_folder,
                  help_text(context, {"dossier d'un paquet de règles", "folder of a rule pack"}));
  add->callback([options, &context] { run_add(*options, context); });
}

}  // namespace

void add_dataset_command(CLI::App& app, CommandContext& context) {
  CLI::App* dataset = app.add_subcommand(
      "dataset",
      help_text(
          context,
          {"jeux de données et leurs audits\nCodes de sortie : 0 fait, 2 impossible, 3 fait mais "
           "incomplet. "
           "Exemple : aval dataset add cantine.csv --id cantine",
           "datasets and their audits\nExit codes: 0 done, 2 could not run, 3 done but incomplete. "
           "Example: aval dataset add canteen.csv --id canteen"}));
  dataset->require_subcommand(1);
  add_add_command(*dataset, context);
  const auto options = std::make_shared<DatasetOptions>();
  CLI::App* list =
      dataset->add_subcommand("list", help_text(context, {"liste les jeux", "lists the datasets"}));
  list->add_option("--format", options->format)->check(CLI::IsMember({"text", "json"}));
  list->callback([options, &context] { run_list(*options, context); });
  CLI::App* show =
      dataset->add_subcommand("show", help_text(context, {"montre le dernier audit d'un jeu",
                                                          "shows the latest audit of a dataset"}));
  show->add_option("ID", options->id)->required();
  show->callback([options, &context] {
    std::cout << pretty_json(
        require_document(open_workspace(context), kScanKind, options->id).content);
  });
}

}  // namespace aval
