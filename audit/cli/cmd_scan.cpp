// aval scan: profiles sources, finds personal data, reports.
#include <charconv>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/interrupt.h"
#include "audit/cli/commands.h"
#include "audit/cli/progress.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/scan_catalogue.h"
#include "audit/cli/scan_outcome.h"
#include "audit/cli/verify_matches.h"
#include "audit/workspace/source_part.h"

namespace aval {
namespace {

struct ScanOptions : OutcomeOptions {
  ScanRequest request;
  std::string catalogue;
  bool verify_matches = false;
  std::string partial;   // --partial: file of the part; empty: a report is made
  std::string key_file;  // --key-file; empty: beside the part
  bool keep_rows = false;
  std::string memory;  // --memory: "512M"; empty: kRowMemory
};

// Of hashes of rows and profiles: with it a scan of any length stays within 64 MiB, and 100 KiB a
// column and thread.
constexpr std::uint64_t kRowMemory = std::uint64_t{16} << 20U;

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

// The request under the watch of the user: how far it is is shown, and the first interruption ends
// it where it stands.
class WatchedScan {
 public:
  WatchedScan(const ScanRequest& request, const CommandContext& context) : request_(request) {
    const auto shown = progress_watch(context);
    auto watch = std::make_shared<ReadingWatch>(shown ? *shown : ReadingWatch());
    watch->asks_to_stop = [this] { return guard_.interrupted(); };
    request_.watch = std::move(watch);
  }
  const ScanRequest& request() const { return request_; }

 private:
  InterruptGuard guard_;
  ScanRequest request_;
};

void write_partial(const ScanRequest& request, const ScanOptions& options) {
  const ScanRules rules = load_scan_rules(request.rules_folder);
  SourcePart part = scan_part(request, rules, options.keep_rows);
  part.path = options.partial;
  write_source_part(part,
                    options.key_file.empty() ? default_key_file(part.path) : options.key_file);
}

void run_scan(const ScanOptions& options, CommandContext& context) {
  if (options.verify_matches) {
    run_verification(options, context);
    return;
  }
  ScanRequest request = options.request;
  request.today = context.today;
  request.memory = memory_limit_of(options.memory, kRowMemory);
  if (!options.catalogue.empty())
    context.exit_code = write_catalogue(request, options.catalogue, context);
  else if (!options.partial.empty())
    write_partial(WatchedScan(request, context).request(), options);
  else
    tell_outcome(options, context,
                 [&] { return scan_sources(WatchedScan(request, context).request()); });
}

void add_quality_options(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option(
      "--metadata", request.metadata,
      help_text(context,
                {"fiche du jeu de données (JSON de data.gouv.fr, DCAT en JSON-LD, fiche de "
                 "publication) : ses neuf critères sont comptés, sa fréquence dit si les données "
                 "sont à jour",
                 "record of the dataset (JSON of data.gouv.fr, DCAT as JSON-LD, publication "
                 "sheet): its nine criteria are counted, its frequency tells whether the data are "
                 "up to date"}));
  command.add_flag(
      "--no-cross-checks", request.no_cross_checks,
      help_text(context,
                {"ne relit pas les lignes pour ce qui lie plusieurs colonnes (règles, codes et "
                 "libellés, colonnes obligatoires, valeurs attendues) : dit non mesuré, comme dans "
                 "une fusion de parties",
                 "does not read the rows again for what binds several columns (rules, codes and "
                 "labels, required columns, expected values): told as not measured, as in a merge "
                 "of parts"}));
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
  command
      .add_option(
          "--memory", options.memory,
          help_text(context, {"mémoire des empreintes de lignes ; au-delà, elles vont dans un "
                              "fichier temporaire privé, avec les mêmes résultats (par défaut : "
                              "16M ; 0 : sans limite)",
                              "memory of the hashes of rows; beyond it they go to a private "
                              "temporary file, with the same results (default: 16M; 0: no limit)"}))
      ->type_name("64M");
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

// "2/3".
TextShare parse_part(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto number = [&](std::string_view digits) {
    unsigned value = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return failure == std::errc() && end == digits.data() + digits.size() ? value : 0U;
  };
  constexpr unsigned kMost = 10000;
  const std::string_view all = text;
  const TextShare part = slash == std::string::npos ? TextShare{0, 0}
                                                    : TextShare{number(all.substr(0, slash)),
                                                                number(all.substr(slash + 1))};
  if (part.index == 0 || part.index > part.count || part.count > kMost)
    throw Error(ErrorKind::usage, "--part",
                {"une partie s'écrit I/N, de 1/N à N/N (N : 10 000 au plus)",
                 "a part is written I/N, from 1/N to N/N (N: at most 10,000)"});
  return part;
}

void add_part_options(CLI::App& command, const CommandContext& context, ScanOptions& options) {
  CLI::Option* partial = command.add_option(
      "--partial", options.partial,
      help_text(context,
                {"au lieu du rapport, écrit dans ce fichier (0600) le profil partiel qu'aval merge "
                 "joint à ceux des autres parties : comptes, empreintes et noms de colonnes, "
                 "chiffrés ; la clé est à côté (aval-partial.key)",
                 "instead of the report, writes to this file (0600) the partial profile that aval "
                 "merge joins with those of the other parts: counts, hashes and column names, "
                 "encrypted; the key is beside it (aval-partial.key)"}));
  command
      .add_option_function<std::string>(
          "--part",
          [&options](const std::string& text) { options.request.part = parse_part(text); },
          help_text(context,
                    {"ne lit que la partie I sur N (I/N) d'un texte délimité, coupé entre deux "
                     "enregistrements",
                     "reads only part I of N (I/N) of a delimited text, cut between records"}))
      ->needs(partial);
  command
      .add_option("--key-file", options.key_file,
                  help_text(context, {"fichier de la clé des profils partiels, fait s'il manque ; "
                                      "le même pour toutes les parties",
                                      "file of the key of partial profiles, made when it is not "
                                      "there; the same for all parts"}))
      ->needs(partial);
  command
      .add_flag("--keep-rows", options.keep_rows,
                help_text(context,
                          {"garde aussi, d'une grande partie, les colonnes qu'elle seule ne fait "
                           "pas croire utiles à l'ensemble",
                           "keeps the columns of a large part too that it alone does not show to "
                           "be of use to the whole"}))
      ->needs(partial);
  for (const char* other : {"--record", "--baseline", "--fail-on", "--fail-on-new", "--output",
                            "--format", "--masked-samples", "--profile", "--suppressions",
                            "--schema", "--sample", "--verify-matches", "--metadata", "--expect"})
    partial->excludes(command.get_option(other));
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
                            "--masked-samples", "--metadata", "--expect", "--partial"})
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
  add_outcome_options(*command, context, *options);
  add_reading_options(*command, context, options->request);
  add_judging_options(*command, context, options->request);
  add_baseline_options(*command, context, *options);
  add_review_options(*command, context, *options);
  add_record_options(*command, context, *options);
  add_part_options(*command, context, *options);
  add_catalogue_option(*command, context, *options);
  command->callback([options, &context] { run_scan(*options, context); });
}

}  // namespace aval
