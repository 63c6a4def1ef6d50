#include "audit/cli/scan_sources.h"

#include <algorithm>
#include <optional>

#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/cli/suppressions.h"
#include "audit/cli/version.h"
#include "audit/scan/detect.h"
#include "audit/scan/masked_samples.h"
#include "audit/scan/schema_join.h"
#include "audit/table/archive.h"
#include "audit/table/read_codes.h"
#include "audit/table/source.h"

namespace aval {
namespace {

char delimiter_of(const std::string& option) {
  if (option.empty())
    return 0;
  if (option == "tab" || option == "\\t" || option == "\t")
    return '\t';
  if (option.size() == 1)
    return option[0];
  throw Error(
      ErrorKind::usage, "--delimiter",
      {"un seul caractère est attendu (ou « tab »)", "one character is expected (or 'tab')"});
}

// What every source of a run is judged with.
struct Judging {
  const ScanRequest& request;
  const RulePack& pack;
  std::vector<TableInfo> schemas;  // of --schema; empty without
  std::vector<SuppressionUse> suppressions;
  std::shared_ptr<ArchiveShelf> shelf;
};

// The tables that --schema FILE declares.
std::vector<TableInfo> load_schemas(const ScanRequest& request, const RulePack& pack) {
  std::vector<TableInfo> schemas;
  if (request.schema.empty())
    return schemas;
  SourceOptions options = source_options(request, pack);
  options.delimiter = 0;
  options.encoding.clear();
  const Source source = open_source(request.schema, options);
  for (const auto& reader : source.tables) {
    Batch batch;
    if (!reader->info().schema_only &&
        (source.info.format.starts_with("json") || reader->next(batch)))
      throw Error(
          ErrorKind::input, request.schema,
          {"ce fichier contient des données : --schema attend un schéma (Table Schema, JSON "
           "Schema, déclarations SQL, dictionnaire de données ou ligne d'en-tête)",
           "this file holds data: --schema expects a schema (Table Schema, JSON Schema, SQL "
           "declarations, data dictionary or header line)"});
    schemas.push_back(reader->info());
  }
  return schemas;
}

TableScan scan_with_schema(TableReader& reader, const Judging& judging,
                           const ProfileOptions& options) {
  const TableProfile profile = profile_table(reader, judging.pack, options);
  TableInfo info = reader.info();
  SchemaComparison comparison;
  if (const TableInfo* schema = find_schema_of(info, judging.schemas))
    comparison = join_schema(*schema, info);
  TableScan scan = find_personal_data(profile, info, reader.stats(), judging.pack);
  scan.comparison = std::move(comparison);
  return scan;
}

TableAudit audit_table(TableReader& reader, Judging& judging) {
  TableAudit audit;
  audit.scan = scan_with_schema(reader, judging, profile_options(judging.request));
  set_findings_aside(audit.scan, judging.suppressions);
  if (judging.request.masked_samples)
    add_masked_samples(audit.scan, *reader.reopen());
  const auto quasi = quasi_identifiers_of(audit.scan);
  if (!quasi.empty())
    audit.risk = assess_risk(*reader.reopen(), quasi);
  return audit;
}

// Rows looked at of rows present: skipped rows do not count, nor rows left out by --sample. A
// schema covers nothing of the data; an empty table beside others is one without rows.
double coverage_of(const std::vector<TableAudit>& tables) {
  double seen = 0, present = 0;
  bool is_schema = !tables.empty();
  for (const TableAudit& table : tables) {
    is_schema = is_schema && table.scan.schema_only;
    seen += static_cast<double>(table.scan.rows);
    present += static_cast<double>(rows_present(table.scan.stats));
  }
  if (is_schema)
    return 0;
  return present > 0 ? seen / present : 1;
}

SourceAudit audit_source(const std::string& uri, Judging& judging) {
  const ScanRequest& request = judging.request;
  SourceOptions options = source_options(request, judging.pack);
  options.shelf = judging.shelf;
  Source source = open_source(uri, options);
  SourceAudit audit;
  audit.info = source.info;
  std::vector<TableScan> scans;
  for (const auto& reader : source.tables) {
    if (!request.table.empty() && reader->info().name != request.table)
      continue;
    audit.tables.push_back(audit_table(*reader, judging));
    scans.push_back(audit.tables.back().scan);
  }
  if (audit.tables.empty())
    throw Error(ErrorKind::input, source.info.uri,
                format_text({"aucune table nommée « {0} » dans cette source",
                             "no table named '{0}' in this source"},
                            {request.table}));
  if (source.read_content) {
    const ReadContent content = source.read_content();
    audit.info.sha256 = content.sha256;
    audit.info.bytes = content.bytes;
  }
  audit.coverage = coverage_of(audit.tables);
  audit.publication = publication_of(scans);
  return audit;
}

}  // namespace

SourceOptions source_options(const ScanRequest& request, const RulePack& pack) {
  SourceOptions options;
  options.is_header_word = [&pack](std::string_view word) { return pack.header_words.knows(word); };
  options.delimiter = delimiter_of(request.delimiter);
  options.encoding = request.encoding;
  options.sample_rows = request.sample;
  return options;
}

ProfileOptions profile_options(const ScanRequest& request) {
  ProfileOptions options;
  options.threads = request.threads > 0 ? request.threads : processor_count();
  options.sample_rows = request.sample;
  options.year = request.today.size() >= 4 ? std::stoi(request.today.substr(0, 4)) : 0;
  return options;
}

TableReader& choose_table(const Source& source, const std::string& wanted) {
  std::vector<std::string> names;
  for (const auto& reader : source.tables) {
    names.push_back(reader->info().name);
    if (wanted.empty() ? source.tables.size() == 1 : names.back() == wanted)
      return *reader;
  }
  throw Error(
      ErrorKind::usage, "--table",
      format_text({"choisissez une table : {0}", "choose a table: {0}"}, {join(names, ", ")}));
}

RulePack load_requested_rules(const std::string& folder) {
  return folder.empty() ? load_embedded_rule_pack() : load_rule_pack(folder);
}

AuditReport scan_sources(const ScanRequest& request) {
  const RulePack pack = load_requested_rules(request.rules_folder);
  Judging judging{request, pack, load_schemas(request, pack), {}, std::make_shared<ArchiveShelf>()};
  if (!request.suppressions_file.empty())
    judging.suppressions =
        start_suppressions(load_suppressions(request.suppressions_file), request.today);
  AuditReport report;
  report.tool_version = program_version();
  report.pack_id = pack.id;
  report.pack_version = pack.version;
  report.pack_sha256 = pack.sha256;
  report.date = request.today;
  report.sample = request.sample;
  std::vector<std::string> not_audited;
  const std::vector<std::string> uris = expand_sources(request.sources, not_audited);
  for (const std::string& uri : not_audited)
    report.not_audited.push_back({uri,
                                  {"format non lu : ce fichier n'a pas été audité",
                                   "format not read: this file was not audited"}});
  std::optional<Error> first_error;
  for (const std::string& uri : uris) {
    try {
      report.sources.push_back(audit_source(uri, judging));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input)
        throw;
      report.failures.push_back({error.place(), error.message()});
      if (!first_error)
        first_error = error;
    }
  }
  if (report.sources.empty() && first_error)
    throw Error(*first_error);
  if (!request.suppressions_file.empty())
    report.suppressions = std::move(judging.suppressions);
  return report;
}

int exit_code_of(const AuditReport& report) {
  const bool partial =
      std::any_of(report.sources.begin(), report.sources.end(), [](const SourceAudit& source) {
        return std::any_of(source.tables.begin(), source.tables.end(),
                           [](const TableAudit& table) { return is_incomplete(table.scan.stats); });
      });
  return partial || !report.failures.empty() || !report.not_audited.empty() ? 3 : 0;
}

}  // namespace aval
