#include "audit/workspace/scan_sources.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/scan/detect.h"
#include "audit/scan/masked_samples.h"
#include "audit/scan/quality_profile.h"
#include "audit/scan/references.h"
#include "audit/scan/schema_join.h"
#include "audit/table/archive.h"
#include "audit/table/read_codes.h"
#include "audit/table/source.h"
#include "audit/table/table_schema.h"
#include "audit/workspace/measure_table.h"
#include "audit/workspace/schema_check.h"
#include "audit/workspace/suppressions.h"
#include "audit/workspace/version.h"
#include "policies/metadata_file.h"
#include "policies/policy.h"

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
  const std::vector<RecognisedSchema>& standards;
  std::optional<CheckSchema> check;  // when --schema is a Table Schema; else nothing is checked
  std::vector<TableInfo> schemas;    // of --schema; empty without
  std::vector<SuppressionUse> suppressions;
  std::shared_ptr<ArchiveShelf> shelf;
  std::optional<QualityProfile> profile;
  std::vector<Expectation> expected;
  DatasetMetadata metadata;  // of --metadata; empty without
};

// The columns of a recognised standard.
std::vector<TableInfo> tables_of(const RecognisedSchema& standard) {
  std::vector<TableInfo> tables;
  const OrderedJson schema = OrderedJson::parse(standard.table_schema);
  for (DeclaredTables declared = read_table_schema(schema, standard.id, standard.id);
       TableInfo & table : declared.tables)
    tables.push_back(std::move(table));
  return tables;
}

// The tables that --schema FILE declares.
std::vector<TableInfo> load_schemas(const ScanRequest& request, const RulePack& pack,
                                    const std::vector<RecognisedSchema>& standards) {
  std::vector<TableInfo> schemas;
  if (request.schema.empty())
    return schemas;
  if (const RecognisedSchema* standard = find_recognised(standards, request.schema))
    return tables_of(*standard);
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

// "2026-11-24" as 20261124; 0 when it is no day.
std::uint32_t day_number(const std::string& today) {
  std::string digits;
  std::copy_if(today.begin(), today.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits.size() == 8 ? static_cast<std::uint32_t>(std::stoul(digits)) : 0;
}

// What was counted of the quality goes to `quality`.
TableScan scan_with_schema(TableReader& reader, const Judging& judging,
                           std::optional<TableQuality>& quality) {
  ProfileOptions options = profile_options(judging.request);
  options.count_quality = judging.request.sample == 0;
  options.today = day_number(judging.request.today);
  TableProfile profile = profile_table(reader, judging.pack, options);
  TableInfo info = reader.info();
  SchemaComparison comparison;
  if (const TableInfo* schema = find_schema_of(info, judging.schemas))
    comparison = join_schema(*schema, info);
  TableScan scan = find_personal_data(profile, info, reader.stats(), judging.pack);
  scan.comparison = std::move(comparison);
  if (profile.quality && !scan.schema_only) {
    quality = std::move(profile.quality);
    quality->references = find_references(profile, info, judging.pack);
    complete_quality(*quality, *reader.reopen(), scan, options.threads);
  }
  return scan;
}

// The standard that the columns look like; none where the header may be a record.
std::optional<StandardGuess> guess_standard(const TableScan& scan,
                                            const std::vector<RecognisedSchema>& standards) {
  std::vector<std::string> names;
  for (const ColumnScan& column : scan.columns)
    if (!column.name_doubtful && !column.name.empty())
      names.push_back(column.name);
  const auto guess = recognise_schema(standards, names);
  if (!guess)
    return std::nullopt;
  return StandardGuess{guess->schema->id, guess->schema->version, guess->schema->title,
                       names.size() - guess->extra.size(), guess->missing};
}

// The values against the Table Schema that was given, as Validata reads files.
std::optional<SchemaConformity> check_values(const TableReader& reader, const Judging& judging) {
  if (!judging.check || reader.info().schema_only)
    return std::nullopt;
  CheckOptions options;
  options.lenient = true;
  options.limit = 0;
  fill_check_tests(options, *judging.check, judging.request, judging.pack);
  return SchemaConformity{judging.check->against,
                          check_table(*reader.reopen(), judging.check->rules, options)};
}

TableAudit audit_table(TableReader& reader, Judging& judging) {
  TableAudit audit;
  std::optional<TableQuality> quality;
  audit.scan = scan_with_schema(reader, judging, quality);
  set_findings_aside(audit.scan, judging.suppressions);
  audit.standard = guess_standard(audit.scan, judging.standards);
  audit.conformity = check_values(reader, judging);
  measure_table(
      reader, quality,
      {judging.pack, judging.check ? &judging.check->rules : nullptr,
       judging.profile ? &*judging.profile : nullptr, judging.expected, judging.metadata.frequency,
       judging.request.today, profile_options(judging.request).threads, judging.request.sample > 0},
      audit);
  if (judging.request.masked_samples)
    add_masked_samples(audit.scan, *reader.reopen());
  const auto quasi = quasi_identifiers_of(audit.scan);
  if (!quasi.empty())
    audit.risk = assess_risk(*reader.reopen(), quasi, profile_options(judging.request).threads);
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
  std::vector<std::string> declared;
  for (const TableInfo& schema : judging.schemas)
    for (const TableColumn& column : schema.columns)
      declared.push_back(column.name);
  add_header_names(options, declared);
  judging.check = request.schema.empty()
                      ? std::nullopt
                      : find_check_schema(request.schema, judging.standards, uri);
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

// What the data are judged by, beside the rules.
void load_expectations(const ScanRequest& request, Judging& judging) {
  if (!request.quality_profile.empty())
    judging.profile = load_quality_profile(request.quality_profile);
  for (const std::string& option : request.expected)
    judging.expected.push_back(read_expectation(option));
  if (!request.metadata.empty())
    judging.metadata = load_dataset_metadata(request.metadata);
}

// A column that --expect names and no table has would go unmeasured without a word.
void require_expected_columns(const AuditReport& report, const std::vector<Expectation>& expected) {
  const auto has_column = [](const SourceAudit& source, const Expectation& expectation) {
    return std::any_of(source.tables.begin(), source.tables.end(), [&](const TableAudit& table) {
      return column_of(expectation, table.scan).has_value();
    });
  };
  for (const Expectation& expectation : expected)
    if (std::none_of(report.sources.begin(), report.sources.end(),
                     [&](const SourceAudit& source) { return has_column(source, expectation); }))
      throw Error(ErrorKind::usage, "--expect",
                  format_text({"aucune colonne nommée « {0} » dans ce qui est lu",
                               "no column named '{0}' in what is read"},
                              {expectation.column}));
}

// The nine criteria, of the record and of the files that were read.
void add_metadata(const ScanRequest& request, const DatasetMetadata& metadata,
                  AuditReport& report) {
  if (request.metadata.empty())
    return;
  std::vector<std::string> formats = metadata.formats;
  for (const SourceAudit& source : report.sources)
    if (metadata.formats.empty())
      formats.push_back(source.info.format);
  report.metadata =
      metadata_score(parse_json(metadata.sheet, request.metadata), formats, request.today);
}

// What is known before a source is opened.
AuditReport start_report(const ScanRequest& request, const RulePack& pack) {
  AuditReport report;
  report.tool_version = program_version();
  report.pack_id = pack.id;
  report.pack_version = pack.version;
  report.pack_sha256 = pack.sha256;
  report.date = request.today;
  report.sample = request.sample;
  return report;
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

void add_header_names(SourceOptions& options, const std::vector<std::string>& names) {
  std::set<std::string, std::less<>> words;
  for (const std::string& name : names) {
    std::string folded = fold(name);
    words.insert(folded);
    std::replace_if(
        folded.begin(), folded.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    for (const std::string_view word : split(folded, ' '))
      words.emplace(word);
  }
  options.is_header_word = [words = std::move(words),
                            before = std::move(options.is_header_word)](std::string_view word) {
    return words.contains(word) || before(word);
  };
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

ScanRules load_scan_rules(const std::string& rules_folder) {
  return {load_requested_rules(rules_folder), load_embedded_policy_pack().schemas,
          std::make_shared<ArchiveShelf>()};
}

AuditReport scan_sources(const ScanRequest& request) {
  return scan_sources(request, load_scan_rules(request.rules_folder));
}

AuditReport scan_sources(const ScanRequest& request, const ScanRules& rules) {
  const RulePack& pack = rules.pack;
  Judging judging{request,
                  pack,
                  rules.standards,
                  std::nullopt,
                  load_schemas(request, pack, rules.standards),
                  {},
                  rules.shelf,
                  {},
                  {},
                  {}};
  load_expectations(request, judging);
  if (!request.suppressions_file.empty())
    judging.suppressions =
        start_suppressions(load_suppressions(request.suppressions_file), request.today);
  AuditReport report = start_report(request, pack);
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
  require_expected_columns(report, judging.expected);
  if (!request.suppressions_file.empty())
    report.suppressions = std::move(judging.suppressions);
  add_metadata(request, judging.metadata, report);
  return report;
}

}  // namespace aval
