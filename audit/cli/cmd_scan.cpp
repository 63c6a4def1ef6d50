// aval scan: profiles sources, finds personal data, reports.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/commands.h"
#include "audit/cli/scan_sources.h"
#include "reports/audit_report.h"

namespace aval {
namespace {

struct ScanOptions {
  ScanRequest request;
  std::string format = "text";
  std::string output;
  std::string fail_on;
};

ReportFormat format_of(const std::string& name) {
  if (name == "json")
    return ReportFormat::json;
  if (name == "html")
    return ReportFormat::html;
  if (name == "sarif")
    return ReportFormat::sarif;
  if (name == "csv")
    return ReportFormat::csv;
  if (name == "md")
    return ReportFormat::md;
  return ReportFormat::text;
}

bool reaches(const AuditReport& report, const std::string& level) {
  if (level.empty())
    return false;
  const Publication limit = *find_publication(level);
  for (const SourceAudit& source : report.sources)
    if (source.publication >= limit)
      return true;
  return false;
}

void run_scan(const ScanOptions& options, CommandContext& context) {
  ScanRequest request = options.request;
  request.today = context.today;
  const AuditReport report = scan_sources(request);
  const bool terminal = options.format == "text" && options.output.empty();
  write_output(options.output,
               terminal ? render_terminal(report, context.language, context.colour)
                        : render_report(report, format_of(options.format), context.language));
  for (const SourceFailure& failure : report.failures)
    print_warning(
        context, {failure.uri + " : " + failure.reason.fr, failure.uri + ": " + failure.reason.en});
  context.exit_code = reaches(report, options.fail_on) ? kExitGateFailed : exit_code_of(report);
}

void add_reading_options(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option(
      "--table", request.table,
      help_text(context, {"seulement la table de ce nom", "only the table of this name"}));
  command.add_option(
      "--schema", request.schema,
      help_text(context,
                {"schéma de ces données (Table Schema, JSON Schema, CREATE TABLE en SQL, "
                 "dictionnaire) : ses types, titres et descriptions servent d'indices, ses écarts "
                 "sont signalés",
                 "schema of these data (Table Schema, JSON Schema, SQL CREATE TABLE, dictionary): "
                 "its types, titles and descriptions are evidence, differences are told"}));
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
  command.add_option(
      "--rules", request.rules_folder,
      help_text(context, {"dossier d'un paquet de règles, à la place de celui du programme",
                          "folder of a rule pack, instead of the program's own"}));
}

}  // namespace

void add_scan_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "scan", help_text(context,
                        {"cherche les données personnelles d'un fichier et dit s'il est publiable\n"
                         "Codes de sortie : 0 fait, 1 niveau --fail-on atteint, 2 impossible, 3 "
                         "fait mais incomplet.\n"
                         "Exemple : aval scan cantine.csv --format html --output cantine.html",
                         "finds the personal data of a file and says whether it may be published\n"
                         "Exit codes: 0 done, 1 --fail-on level reached, 2 could not run, 3 done "
                         "but incomplete.\n"
                         "Example: aval scan canteen.csv --format html --output canteen.html"}));
  const auto options = std::make_shared<ScanOptions>();
  command
      ->add_option(
          "SOURCE", options->request.sources,
          help_text(
              context,
              {"fichiers CSV, TSV, TXT, JSON, GeoJSON (ou .gz), schémas sans données (Table "
               "Schema, JSON Schema, SQL, dictionnaire), dossiers, ou - pour l'entrée standard",
               "CSV, TSV, TXT, JSON, GeoJSON files (or .gz), schemas without data (Table Schema, "
               "JSON Schema, SQL, dictionary), folders, or - for standard input"}))
      ->required();
  command
      ->add_option("--format", options->format,
                   help_text(context, {"forme du rapport", "form of the report"}))
      ->check(CLI::IsMember({"text", "json", "html", "sarif", "csv", "md"}));
  command->add_option(
      "--output", options->output,
      help_text(context, {"écrit le rapport dans ce fichier", "writes the report to this file"}));
  command
      ->add_option("--fail-on", options->fail_on,
                   help_text(context, {"code de sortie 1 si une source atteint ce niveau",
                                       "exit code 1 when a source reaches this level"}))
      ->check(CLI::IsMember({"quasi-risk", "personal", "special"}));
  add_reading_options(*command, context, options->request);
  command->callback([options, &context] { run_scan(*options, context); });
}

}  // namespace aval
