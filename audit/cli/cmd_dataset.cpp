// aval dataset: datasets and their scans.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/cli/exit_codes.h"
#include "audit/workspace/record_scans.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"

namespace aval {
namespace {

struct DatasetOptions {
  ScanRequest request;
  std::string scan_file;
  std::string id;
  std::string name;
  std::string format = "text";
};

AuditReport report_of(const DatasetOptions& options, const CommandContext& context) {
  if (!options.scan_file.empty()) {
    AuditReport report = parse_report(read_file(options.scan_file), options.scan_file);
    require_whole(report, options.scan_file);
    if (report.date.empty())
      report.date = context.today;
    return report;
  }
  ScanRequest request = options.request;
  request.today = context.today;
  return scan_sources(request);
}

void print_added(const std::vector<RecordedScan>& added, const DatasetOptions& options,
                 const CommandContext& context) {
  OrderedJson list = OrderedJson::array();
  std::string text;
  for (const RecordedScan& entry : added) {
    list.push_back({{"id", entry.document.id},
                    {"version", entry.document.version},
                    {"publication", name_of(entry.publication)}});
    if (!entry.reviews.empty())
      list.back()["reviews"] = OrderedJson::parse(entry.reviews);
    text += recorded_in_words(entry, context.language);
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : escape_terminal(text, true));
}

void run_add(const DatasetOptions& options, CommandContext& context) {
  if (options.scan_file.empty() == options.request.sources.empty())
    throw Error(ErrorKind::usage, "dataset add",
                {"donnez un fichier à lire, ou --scan RAPPORT.json",
                 "give a file to read, or --scan REPORT.json"});
  RegisterStore store = open_workspace(context);  // before the scan: its absence is told at once
  const AuditReport report = report_of(options, context);
  const std::vector<RecordedScan> added =
      record_scans(store, report, {options.id, options.name}, context);
  print_added(added, options, context);
  for (const SourceFailure& failure : report.failures)
    print_warning(
        context, {failure.uri + " : " + failure.reason.fr, failure.uri + ": " + failure.reason.en});
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

void run_show(const DatasetOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const StoredDocument latest = require_document(store, kScanKind, options.id);
  if (options.format == "json") {
    std::cout << pretty_json(latest.content);
    return;
  }
  const Json document = content_of(latest);
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Version", "Audité le", "Empreinte du fichier"}
                     : std::vector<std::string>{"Version", "Audited on", "Digest of the file"});
  for (const StoredDocument& version : store.versions(kScanKind, options.id)) {
    const Json scan = content_of(version);
    rows.push_back({std::to_string(version.version), scan.at("date").get<std::string>(),
                    scan.at("source").at("sha256").get<std::string>().substr(0, 16)});
  }
  std::cout << format_text({"Jeu « {0} » : {1}\n\n", "Dataset '{0}': {1}\n\n"},
                           {latest.id, document.value("name", latest.id)})
                   .in(context.language)
            << render_text_table(rows) << "\n"
            << render_terminal(stored_report(latest), context.language, context.colour);
}

void add_format_option(CLI::App& command, DatasetOptions& options, const CommandContext& context) {
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void add_add_command(CLI::App& dataset, CommandContext& context) {
  const auto options = std::make_shared<DatasetOptions>();
  CLI::App* add = dataset.add_subcommand(
      "add", help_text(context, {"audite un fichier et enregistre le résultat (aucune valeur n'est "
                                 "gardée)\nExemple : aval dataset add cantine.csv --id cantine",
                                 "audits a file and records the result (no value is "
                                 "kept)\nExample: aval dataset add canteen.csv --id canteen"}));
  add->add_option("SOURCE", options->request.sources,
                  help_text(context, {"fichiers ou dossiers", "files or folders"}));
  add->add_option("--scan", options->scan_file,
                  help_text(context, {"rapport JSON d'un scan déjà fait",
                                      "JSON report of a scan already made"}));
  add->add_option("--id", options->id,
                  help_text(context, {"identifiant du jeu (sinon tiré du nom du fichier)",
                                      "id of the dataset (else from the file's name)"}));
  add->add_option("--name", options->name,
                  help_text(context, {"nom du jeu en clair", "name of the dataset in words"}));
  add->add_option("--rules", options->request.rules_folder,
                  help_text(context, {"dossier d'un paquet de règles", "folder of a rule pack"}));
  add_format_option(*add, *options, context);
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
  CLI::App* list = dataset->add_subcommand(
      "list", help_text(context, {"liste les jeux\nExemple : aval dataset list",
                                  "lists the datasets\nExample: aval dataset list"}));
  add_format_option(*list, *options, context);
  list->callback([options, &context] { run_list(*options, context); });
  CLI::App* show = dataset->add_subcommand(
      "show",
      help_text(context,
                {"montre le dernier audit d'un jeu\nExemple : aval dataset show cantine",
                 "shows the latest audit of a dataset\nExample: aval dataset show canteen"}));
  show->add_option("ID", options->id,
                   help_text(context, {"identifiant du jeu de données", "id of the dataset"}))
      ->required();
  add_format_option(*show, *options, context);
  show->callback([options, &context] { run_show(*options, context); });
}

}  // namespace aval
