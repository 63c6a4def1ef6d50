#include "audit/workspace/pseudonymize.h"

#include <algorithm>
#include <map>
#include <memory>

#include "audit/base/file.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/protect/hierarchy.h"
#include "audit/protect/key_domain.h"
#include "audit/scan/detect.h"
#include "audit/table/csv_writer.h"
#include "audit/table/parquet_rows.h"
#include "audit/table/read_codes.h"
#include "audit/table/xlsx_rows.h"
#include "audit/workspace/table_output.h"

namespace aval {
namespace {

bool names_every_column(const Plan& plan, const TableInfo& info) {
  for (std::size_t c = 0; c < info.columns.size(); ++c)
    if (find_planned(plan, info.columns[c].name) == nullptr &&
        find_planned(plan, "#" + std::to_string(c + 1)) == nullptr)
      return false;
  return true;
}

// Positions of the columns that a scan finds personal. Nothing to look for when a person named them
// all.
std::vector<std::size_t> personal_columns(const ScanRequest& reading, const RulePack& pack,
                                          const TableReader& reader) {
  std::vector<std::size_t> personal;
  const TableScan scan = scan_table(*reader.reopen(), pack, profile_options(reading));
  for (const ColumnScan& column : scan.columns)
    if (is_personal(column.gdpr))
      personal.push_back(column.index);
  for (const Finding& finding : scan.findings)
    if (is_personal(finding.gdpr))
      personal.insert(personal.end(), finding.columns.begin(), finding.columns.end());
  std::sort(personal.begin(), personal.end());
  personal.erase(std::unique(personal.begin(), personal.end()), personal.end());
  return personal;
}

void open_vaults(const Plan& plan, const KeyDomain& domain, const KeyEpoch& epoch,
                 std::map<std::string, std::unique_ptr<Vault>>& vaults) {
  for (const PlannedColumn& column : plan.columns)
    if (column.operation == Operation::vault && !vaults.contains(column.field_class)) {
      // One file an epoch: tokens of a former key stay readable with that key alone.
      const std::string path = column.vault + "." + std::to_string(epoch.epoch);
      vaults.emplace(
          column.field_class,
          std::make_unique<Vault>(path, VaultOwner{domain.id, column.field_class}, epoch));
    }
}

// Everything that the operators share.
struct Preparation {
  const StopQuestion& is_stopped;
  OperatorParts parts;
  RotationParts rotation;
  bool rotates = false;
  bool from_parquet = false;
};

void refuse_rotation(const Plan& plan) {
  for (const PlannedColumn& column : plan.columns)
    if (column.operation != Operation::keep && !makes_tokens(column.operation))
      throw Error(
          ErrorKind::usage, plan.path,
          format_text({"colonne « {0} » : au changement d'époque, un plan ne nomme que siv, "
                       "ff1, vault et keep ; le reste se refait depuis la source",
                       "column '{0}': when the epoch changes, a plan names siv, ff1, vault "
                       "and keep only; the rest is made again from the source"},
                      {column.column}));
}

void prepare_keys(const PseudonymizeRequest& request, Preparation& prepared) {
  if (!needs_keys(request.plan))
    return;
  if (request.keyring == nullptr)
    throw Error(ErrorKind::usage, "--keyring",
                {"ce plan fait des jetons : donnez le trousseau (--keyring FICHIER)",
                 "this plan makes tokens: give the keyring (--keyring FILE)"});
  const KeyDomain& domain = require_domain(*request.keyring, request.plan.domain);
  prepared.parts.keys = {&domain, &require_active_epoch(domain)};
  open_vaults(request.plan, domain, *prepared.parts.keys.epoch, prepared.parts.vaults);
  if (request.from_epoch == 0)
    return;
  prepared.rotates = true;
  prepared.rotation.from_epoch = request.from_epoch;
  refuse_rotation(request.plan);
  open_vaults(request.plan, domain, require_epoch(domain, request.from_epoch),
              prepared.rotation.vaults);
}

void prepare(const PseudonymizeRequest& request, Preparation& prepared) {
  for (const PlannedColumn& column : request.plan.columns)
    if (column.operation == Operation::generalize && !is_built_in_hierarchy(column.hierarchy))
      prepared.parts.hierarchies[column.column] = load_hierarchy(column.hierarchy, column.level);
  prepare_keys(request, prepared);
  prepared.parts.plan = &request.plan;
}

TransformOutcome write_csv(TableReader& reader, const TransformRequest& request,
                           Preparation& prepared, const std::string& path) {
  WholeFile file(path, true);
  std::string header;
  append_guarded_record(header, output_columns(request));
  file.write(header);
  TransformOutcome outcome = transform_table(
      reader, request,
      {[](const auto& cells, std::string& out) { append_guarded_record(out, cells); },
       [&](std::string_view rows) {
         stop_if_asked(prepared.is_stopped, path);
         file.write(rows);
       }});
  for (auto& [field_class, vault] : prepared.parts.vaults)
    vault->commit();
  file.finish();
  return outcome;
}

TransformOutcome write_xlsx_rows(TableReader& reader, const TransformRequest& request,
                                 Preparation& prepared, const std::string& path) {
  XlsxRows file(path, reader.info().name);
  file.add_row(output_columns(request), true);
  TransformOutcome outcome =
      transform_table(reader, request,
                      {[](const auto& cells, std::string& out) { append_packed_row(cells, out); },
                       [&](std::string_view rows) {
                         stop_if_asked(prepared.is_stopped, path);
                         file.add_packed_rows(rows);
                       }});
  for (auto& [field_class, vault] : prepared.parts.vaults)
    vault->commit();
  file.finish();
  return outcome;
}

// Columns that are kept as they were keep the type that the Parquet file read gave them.
std::vector<ParquetColumn> parquet_columns(const TableReader& reader,
                                           const TransformRequest& request, bool is_parquet) {
  std::vector<ParquetColumn> columns;
  const std::vector<std::string_view> names = output_columns(request);
  const std::vector<TableColumn>& types = reader.info().columns;
  std::size_t next = 0;
  for (std::size_t i = 0; i < request.steps.size(); ++i) {
    if (is_dropped(request.steps[i]))
      continue;
    const bool is_kept = request.steps[i].planned.operation == Operation::keep;
    columns.push_back({std::string(names[next++]),
                       is_parquet && is_kept ? types[i].declared_type : std::string()});
  }
  return columns;
}

TransformOutcome write_parquet(TableReader& reader, const TransformRequest& request,
                               Preparation& prepared, const std::string& path) {
  ParquetRows file(path, parquet_columns(reader, request, prepared.from_parquet));
  TransformOutcome outcome =
      transform_table(reader, request,
                      {[](const auto& cells, std::string& out) { append_csv_record(out, cells); },
                       [&](std::string_view rows) {
                         stop_if_asked(prepared.is_stopped, path);
                         file.add_records(rows);
                       }});
  for (auto& [field_class, vault] : prepared.parts.vaults)
    vault->commit();
  file.finish();
  return outcome;
}

TransformOutcome write_rows(TableReader& reader, const TransformRequest& request,
                            Preparation& prepared, const std::string& path) {
  const std::string name = to_lower_ascii(path);
  if (name.ends_with(".csv"))
    return write_csv(reader, request, prepared, path);
  return name.ends_with(".xlsx") ? write_xlsx_rows(reader, request, prepared, path)
                                 : write_parquet(reader, request, prepared, path);
}

}  // namespace

bool needs_keys(const Plan& plan) {
  return std::any_of(plan.columns.begin(), plan.columns.end(),
                     [](const PlannedColumn& column) { return needs_key(column.operation); });
}

PseudonymizeReport pseudonymize_source(const PseudonymizeRequest& request,
                                       const StopQuestion& is_stopped) {
  require_table_output(request.source, request.output, {".csv", ".xlsx", ".parquet"});
  Preparation prepared{is_stopped, {}, {}};
  prepare(request, prepared);
  const RulePack pack = load_requested_rules(request.reading.rules_folder);
  const Source source = open_source(request.source, source_options(request.reading, pack));
  prepared.from_parquet = source.info.format == "parquet";
  TableReader& reader = choose_table(source, request.reading.table);
  const TableInfo info = whole_info(source, reader);
  PseudonymizeReport report;
  report.scanned = !names_every_column(request.plan, info);
  const TransformRequest transform{
      steps_of(request.plan, info,
               report.scanned ? personal_columns(request.reading, pack, reader)
                              : std::vector<std::size_t>()),
      &prepared.parts, prepared.rotates ? &prepared.rotation : nullptr,
      request.reading.threads > 0 ? request.reading.threads : processor_count()};
  report.outcome = write_rows(reader, transform, prepared, request.output);
  report.source = source.info;
  report.plan_sha256 = request.plan.sha256;
  report.domain = request.plan.domain;
  report.steps = transform.steps;
  if (const KeyEpoch* epoch = prepared.parts.keys.epoch) {
    report.epoch = epoch->epoch;
    report.check_value = key_check_value(epoch->secret.view());
  }
  const ReadStats stats = reader.stats();
  const auto guessed = stats.repairs.find("bad_utf8");
  report.skipped_rows = stats.skipped_rows;
  report.guessed_rows = guessed == stats.repairs.end() ? 0 : guessed->second.count;
  report.incomplete =
      report.outcome.rejected_rows > 0 || report.guessed_rows > 0 || is_incomplete(stats);
  return report;
}

}  // namespace aval
