#include "audit/workspace/scan_sources.h"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/scan/masked_samples.h"
#include "audit/scan/quality_profile.h"
#include "audit/table/archive.h"
#include "audit/table/source.h"
#include "audit/table/table_schema.h"
#include "audit/table/watched_reader.h"
#include "audit/workspace/judge_table.h"
#include "audit/workspace/schema_check.h"
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

// What is asked later is read from the table again, unless the user ends the scan: what was being
// read then is not told.
TableReadings readings_of(TableReader& reader, const Judging& judging,
                          const ProfileOptions& options) {
  const ScanRequest& request = judging.request;
  const auto goes_on = [&request] { return !asks_to_stop(request.watch); };
  TableReadings readings;
  readings.count_entities = [&, goes_on](const std::vector<std::size_t>& columns) {
    const EntityCount count =
        goes_on() ? count_entities(*reader.reopen(), columns, options.threads) : EntityCount();
    return goes_on() ? count : EntityCount();
  };
  if (!request.no_cross_checks)
    readings.read_rows = [&, goes_on](const RowQuestions& questions) {
      std::optional<RowAnswers> answers;
      if (goes_on())
        answers =
            read_again(*reader.reopen(), questions, {judging.pack, options.threads, options.year});
      return goes_on() ? answers : std::nullopt;
    };
  readings.assess_risk = [&, goes_on](const std::vector<std::size_t>& quasi) {
    const RiskSummary risk =
        goes_on() ? assess_risk(*reader.reopen(), quasi, options.threads, options.memory)
                  : RiskSummary();
    return goes_on() ? risk : RiskSummary();
  };
  readings.check_values = [&, goes_on] {
    auto conformity = goes_on() ? check_values(reader, judging) : std::nullopt;
    return goes_on() ? conformity : std::nullopt;
  };
  if (request.masked_samples)
    readings.add_samples = [&, goes_on](TableScan& scan) {
      if (goes_on())
        add_masked_samples(scan, *reader.reopen());
    };
  return readings;
}

// Nothing when the user ended the scan before its first row.
std::optional<TableAudit> audit_table(TableReader& reader, Judging& judging) {
  const ProfileOptions options = counting_options(judging.request);
  TableReadings readings = readings_of(reader, judging, options);
  readings.profile = profile_table(reader, judging.pack, options);
  if (asks_to_stop(judging.request.watch) && readings.profile.rows == 0)
    return std::nullopt;
  readings.info = reader.info();
  readings.stats = reader.stats();
  TableAudit audit = judge_table(readings, judging);
  if (asks_to_stop(judging.request.watch))
    mark_interrupted(audit.scan.stats);
  return audit;
}

[[noreturn]] void refuse_unread(const std::string& uri) {
  throw Error(ErrorKind::input, uri,
              {"non lu : l'examen a été interrompu", "not read: the scan was interrupted"});
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
  for (const auto& reader : source.tables) {
    if (!request.table.empty() && reader->info().name != request.table)
      continue;
    if (auto table = audit_table(*reader, judging))
      audit.tables.push_back(std::move(*table));
  }
  if (audit.tables.empty() && asks_to_stop(request.watch))
    refuse_unread(source.info.uri);
  if (audit.tables.empty())
    refuse_table(source.info.uri, request.table);
  if (source.read_content) {
    const ReadContent content = source.read_content();
    audit.info.sha256 = content.sha256;
    audit.info.bytes = content.bytes;
  }
  conclude_source(audit);
  return audit;
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

}  // namespace

void refuse_table(const std::string& uri, const std::string& table) {
  throw Error(ErrorKind::input, uri,
              format_text({"aucune table nommée « {0} » dans cette source",
                           "no table named '{0}' in this source"},
                          {table}));
}

SourceOptions source_options(const ScanRequest& request, const RulePack& pack) {
  SourceOptions options;
  options.is_header_word = [&pack](std::string_view word) { return pack.header_words.knows(word); };
  options.delimiter = delimiter_of(request.delimiter);
  options.encoding = request.encoding;
  options.sample_rows = request.sample;
  options.part = request.part;
  options.watch = request.watch;
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
  options.memory = request.memory;
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
  load_judging(request, judging);
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
      if (asks_to_stop(request.watch))
        refuse_unread(uri);
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
  report.interrupted = asks_to_stop(request.watch);
  if (!report.interrupted)
    require_expected_columns(report, judging.expected);
  if (!request.suppressions_file.empty())
    report.suppressions = std::move(judging.suppressions);
  add_metadata(request, judging.metadata, report);
  return report;
}

}  // namespace aval
