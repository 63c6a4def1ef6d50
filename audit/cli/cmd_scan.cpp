// aval scan: profiles sources, finds personal data, reports.
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/cli/exit_codes.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/report_options.h"
#include "audit/cli/scan_catalogue.h"
#include "audit/cli/verify_matches.h"
#include "audit/workspace/record_scans.h"
#include "audit/workspace/scan_sources.h"
#include "reports/audit_report.h"
#include "reports/baseline.h"

namespace aval {
namespace {

struct ScanOptions : OutputOptions {
  ScanRequest request;
  std::string fail_on;
  std::string fail_on_new;
  std::string baseline;
  std::string catalogue;
  bool record = false;
  std::string dataset;
  bool verify_matches = false;
};

bool reaches(const AuditReport& report, const std::string& level) {
  if (level.empty())
    return false;
  const Publication limit = *find_publication(level);
  for (const SourceAudit& source : report.sources)
    if (source.publication >= limit)
      return true;
  return false;
}

bool fails(const AuditReport& report, const ScanOptions& options) {
  return reaches(report, options.fail_on) ||
         (!options.fail_on_new.empty() &&
          publication_of_changes(report) >= *find_publication(options.fail_on_new));
}

// Suppressions that did not apply, on standard error: they are in the report too.
void warn_of_suppressions(const AuditReport& report, const CommandContext& context) {
  if (!report.suppressions)
    return;
  const auto without_effect = std::count_if(
      report.suppressions->begin(), report.suppressions->end(),
      [](const SuppressionUse& use) { return use.state != SuppressionState::applied; });
  if (without_effect > 0)
    print_warning(
        context, format_text({"{0} exclusion(s) sans effet (expirées, sans objet ou à relire) ; le "
                              "rapport les nomme",
                              "{0} suppression(s) without effect (expired, unused or to be "
                              "reviewed); the report names them"},
                             {std::to_string(without_effect)}));
}

// What was recorded is told on standard error: standard output is the report.
void record(RegisterStore& store, const AuditReport& report, const ScanOptions& options,
            const CommandContext& context) {
  require_whole(report, "--record");
  std::string words;
  for (const RecordedScan& recorded : record_scans(store, report, {options.dataset, {}}, context))
    words += recorded_in_words(recorded, context.language);
  std::cerr << escape_terminal(words, true);
}

// Instead of the report: what the scan would rest on, compared with RE2 cell by cell.
void run_verification(const ScanOptions& options, CommandContext& context) {
  if (options.format != "text" && options.format != "json")
    throw Error(ErrorKind::usage, "--format",
                {"avec --verify-matches : text ou json", "with --verify-matches: text or json"});
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const auto checks = verify_matches(options.request, pack);
  write_output(options.output, options.format == "json"
                                   ? match_checks_as_json(checks, pack)
                                   : match_checks_in_words(checks, pack, context.language));
  context.exit_code = count_differences(checks) > 0 ? kExitGateFailed : kExitDone;
}

void run_scan(const ScanOptions& options, CommandContext& context) {
  if (options.verify_matches) {
    run_verification(options, context);
    return;
  }
  ScanRequest request = options.request;
  request.today = context.today;
  if (!options.fail_on_new.empty() && options.baseline.empty())
    throw Error(ErrorKind::usage, "--fail-on-new",
                {"donnez aussi le rapport précédent : --baseline RAPPORT.json",
                 "give the earlier report too: --baseline REPORT.json"});
  if (!options.catalogue.empty()) {
    context.exit_code = write_catalogue(request, options.catalogue, context);
    return;
  }
  std::optional<AuditReport> earlier;  // read first: a bad one is told before the scan
  if (!options.baseline.empty())
    earlier = parse_report(read_file(options.baseline), options.baseline);
  std::optional<RegisterStore> store;  // the same for a workspace that is not there
  if (options.record)
    store.emplace(open_workspace(context));
  AuditReport report = scan_sources(request);
  if (store)
    record(*store, report, options, context);
  if (earlier)
    compare_with_baseline(report, *earlier);
  const bool terminal = options.format == "text" && options.output.empty();
  write_report(terminal ? render_terminal(report, context.language, context.colour)
                        : render_report(report, report_format_of(options.format), context.language),
               options, context);
  for (const SourceFailure& failure : report.failures)
    print_warning(
        context, {failure.uri + " : " + failure.reason.fr, failure.uri + ": " + failure.reason.en});
  warn_of_suppressions(report, context);
  context.exit_code = fails(report, options) ? kExitGateFailed : exit_code_of(report);
}

void add_record_options(CLI::App& command, const CommandContext& context, ScanOptions& options) {
  CLI::Option* record = command.add_flag(
      "--record", options.record,
      help_text(context,
                {"enregistre aussi le résultat dans l'espace de travail (comme aval dataset add) ; "
                 "aucune valeur n'est gardée",
                 "records the result in the workspace too (as aval dataset add does); no value is "
                 "kept"}));
  command
      .add_option(
          "--id", options.dataset,
          help_text(context, {"identifiant du jeu enregistré (sinon tiré du nom du fichier)",
                              "id of the recorded dataset (else from the file's name)"}))
      ->needs(record);
}

void add_quality_options(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option(
      "--profile", request.quality_profile,
      help_text(context,
                {"usage pour lequel juger la qualité : registre, publication, pilotage, ia, ou un "
                 "fichier de limites (docs/quality.md)",
                 "use that quality is judged for: registre, publication, pilotage, ia, or a file "
                 "of limits (docs/quality.md)"}));
  command.add_option(
      "--metadata", request.metadata,
      help_text(context,
                {"fiche du jeu de données (JSON de data.gouv.fr, DCAT en JSON-LD, fiche de "
                 "publication) : ses neuf critères sont comptés, sa fréquence dit si les données "
                 "sont à jour",
                 "record of the dataset (JSON of data.gouv.fr, DCAT as JSON-LD, publication "
                 "sheet): its nine criteria are counted, its frequency tells whether the data are "
                 "up to date"}));
  command
      .add_option(
          "--expect", request.expected,
          help_text(
              context,
              {"ce qu'une colonne doit couvrir : COLONNE=31 valeurs, COLONNE=2020..2024, "
               "COLONNE=2024-01..2024-12, ou COLONNE=FICHIER (une valeur par ligne) ; plusieurs "
               "fois au besoin",
               "what a column should cover: COLUMN=31 values, COLUMN=2020..2024, "
               "COLUMN=2024-01..2024-12, or COLUMN=FILE (one value a line); as often as "
               "needed"}))
      ->take_all();
}

void add_review_options(CLI::App& command, const CommandContext& context, ScanOptions& options) {
  command.add_option(
      "--schema", options.request.schema,
      help_text(context,
                {"schéma de ces données (Table Schema, JSON Schema, déclarations SQL, "
                 "dictionnaire) : ses types, titres et descriptions servent d'indices, ses écarts "
                 "sont signalés",
                 "schema of these data (Table Schema, JSON Schema, SQL declarations, dictionary): "
                 "its types, titles and descriptions are evidence, differences are told"}));
  add_quality_options(command, context, options.request);
  command.add_option(
      "--suppressions", options.request.suppressions_file,
      help_text(context, {"fichier des constats écartés par une personne (aval findings export)",
                          "file of the findings that a person set aside (aval findings export)"}));
  command.add_option(
      "--baseline", options.baseline,
      help_text(context, {"rapport JSON précédent : dit ce qui est nouveau, modifié, "
                          "disparu",
                          "earlier JSON report: tells what is new, updated, gone"}));
  command
      .add_option("--fail-on-new", options.fail_on_new,
                  help_text(context, {"code de sortie 1 si un constat nouveau ou modifié depuis "
                                      "--baseline atteint ce niveau",
                                      "exit code 1 when a finding that is new or updated since "
                                      "--baseline reaches this level"}))
      ->check(CLI::IsMember({"quasi-risk", "personal", "special"}));
  command.add_flag(
      "--masked-samples", options.request.masked_samples,
      help_text(context,
                {"montre jusqu'à trois valeurs masquées par colonne personnelle (D*****) ; "
                 "jamais de donnée sensible",
                 "shows up to three masked values a personal column (D*****); never "
                 "special category data"}));
  command.add_flag(
      "--verify-matches", options.verify_matches,
      help_text(context,
                {"au lieu du rapport, compare le verdict de chaque cellule avec RE2 motif par "
                 "motif (lent) ; code de sortie 1 s'ils diffèrent",
                 "instead of the report, compares the verdict of every cell with RE2 pattern by "
                 "pattern (slow); exit code 1 when they differ"}));
}

void add_catalogue_option(CLI::App& command, const CommandContext& context, ScanOptions& options) {
  CLI::Option* catalogue = command.add_option(
      "--catalogue", options.catalogue,
      help_text(context,
                {"écrit dans ce dossier un catalogue : une page d'index (le plus grave d'abord, "
                 "doublons et fichiers non lus) et un rapport par source ; relancé, ne relit que "
                 "ce qui a changé",
                 "writes a catalogue to this folder: an index page (gravest first, duplicates and "
                 "files not read) and a report a source; run again, it reads only what changed"}));
  for (const char* other : {"--record", "--baseline", "--fail-on", "--output", "--format",
                            "--masked-samples", "--metadata", "--expect"})
    catalogue->excludes(command.get_option(other));
}

void add_source_argument(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command
      .add_option(
          "SOURCE", request.sources,
          help_text(
              context,
              {"fichiers CSV, TSV, TXT, JSON, GeoJSON (ou .gz), XLS, XLSX, ODS, DOCX, ODT, PDF, "
               "XML, "
               "vCard, LDIF, courriels (EML, mbox), DBF, Shapefile, SQLite, GeoPackage, Parquet, "
               "KML, KMZ, GML, GPX, MapInfo, FlatGeobuf, "
               "schémas "
               "sans données (Table "
               "Schema, JSON Schema, SQL, dictionnaire), dossiers, archives ZIP et tar (ou .gz, "
               ".zst), sqlite:FICHIER, postgresql://compte@serveur/base, "
               "mysql://compte@serveur/base, ou - pour l'entrée standard",
               "CSV, TSV, TXT, JSON, GeoJSON (or .gz), XLS, XLSX, ODS, DOCX, ODT, PDF, XML, vCard, "
               "LDIF, mail (EML, mbox), DBF, Shapefile, SQLite, GeoPackage, Parquet, "
               "KML, KMZ, GML, GPX, MapInfo, FlatGeobuf files, schemas "
               "without "
               "data (Table "
               "Schema, JSON Schema, SQL, dictionary), folders, ZIP and tar archives (or .gz, "
               ".zst), sqlite:FILE, postgresql://user@host/database, "
               "mysql://user@host/database, or - for standard input"}))
      ->required();
}

}  // namespace

void add_scan_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "scan",
      help_text(
          context,
          {"cherche les données personnelles d'un fichier et dit s'il est publiable\n"
           "Codes de sortie : 0 fait, 1 niveau --fail-on ou --fail-on-new atteint, 2 impossible, 3 "
           "fait mais incomplet.\n"
           "Exemple : aval scan cantine.csv --format html --output cantine.html",
           "finds the personal data of a file and says whether it may be published\n"
           "Exit codes: 0 done, 1 --fail-on or --fail-on-new level reached, 2 could not run, 3 "
           "done "
           "but incomplete.\n"
           "Example: aval scan canteen.csv --format html --output canteen.html"}));
  const auto options = std::make_shared<ScanOptions>();
  add_source_argument(*command, context, options->request);
  options->format = "text";
  add_output_options(*command, context, *options,
                     {"text", "json", "html", "pdf", "sarif", "csv", "md"});
  command
      ->add_option("--fail-on", options->fail_on,
                   help_text(context, {"code de sortie 1 si une source atteint ce niveau",
                                       "exit code 1 when a source reaches this level"}))
      ->check(CLI::IsMember({"quasi-risk", "personal", "special"}));
  add_reading_options(*command, context, options->request);
  add_review_options(*command, context, *options);
  add_record_options(*command, context, *options);
  add_catalogue_option(*command, context, *options);
  command->callback([options, &context] { run_scan(*options, context); });
}

}  // namespace aval
