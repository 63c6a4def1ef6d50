#include "audit/workspace/judge_table.h"

#include <algorithm>
#include <iterator>

#include "audit/scan/references.h"
#include "audit/scan/schema_join.h"
#include "audit/table/read_codes.h"
#include "audit/table/watched_reader.h"
#include "audit/workspace/suppressions.h"
#include "audit/workspace/version.h"

namespace aval {
namespace {

// "2026-11-24" as 20261124; 0 when it is no day.
std::uint32_t day_number(const std::string& today) {
  std::string digits;
  std::copy_if(today.begin(), today.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits.size() == 8 ? static_cast<std::uint32_t>(std::stoul(digits)) : 0;
}

// What was counted of the quality goes to `quality`.
TableScan scan_with_schema(TableReadings& readings, const Judging& judging,
                           std::optional<TableQuality>& quality) {
  SchemaComparison comparison;
  if (const TableInfo* schema = find_schema_of(readings.info, judging.schemas))
    comparison = join_schema(*schema, readings.info);
  TableScan scan =
      find_personal_data(readings.profile, readings.info, readings.stats, judging.pack);
  scan.comparison = std::move(comparison);
  if (readings.profile.quality && !scan.schema_only) {
    quality = std::move(readings.profile.quality);
    quality->references = find_references(readings.profile, readings.info, judging.pack);
    complete_quality(*quality, scan, readings.count_entities);
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

// Rows looked at of rows present: skipped rows do not count, nor rows left out by --sample. A
// schema covers nothing of the data; an empty table beside others is one without rows. Of a reading
// that was interrupted, no more than the share of bytes is known.
double coverage_of(const std::vector<TableAudit>& tables) {
  double seen = 0, present = 0, least = 1;
  bool is_schema = !tables.empty();
  for (const TableAudit& table : tables) {
    is_schema = is_schema && table.scan.schema_only;
    seen += static_cast<double>(table.scan.rows);
    present += static_cast<double>(rows_present(table.scan.stats));
    if (is_interrupted(table.scan.stats))
      least = std::min(least, table.scan.stats.coverage);
  }
  if (is_schema)
    return 0;
  return std::min(least, present > 0 ? seen / present : 1);
}

}  // namespace

ProfileOptions counting_options(const ScanRequest& request) {
  ProfileOptions options = profile_options(request);
  options.count_quality = request.sample == 0;
  options.today = day_number(request.today);
  return options;
}

TableAudit judge_table(TableReadings& readings, Judging& judging) {
  TableAudit audit;
  std::optional<TableQuality> quality;
  audit.scan = scan_with_schema(readings, judging, quality);
  set_findings_aside(audit.scan, judging.suppressions);
  audit.standard = guess_standard(audit.scan, judging.standards);
  if (readings.check_values)
    audit.conformity = readings.check_values();
  measure_table(
      quality,
      {judging.check ? &judging.check->rules : nullptr,
       judging.profile ? &*judging.profile : nullptr, judging.expected, judging.metadata.frequency,
       judging.request.today, readings.read_rows, judging.request.sample > 0},
      audit);
  if (readings.add_samples)
    readings.add_samples(audit.scan);
  const auto quasi = quasi_identifiers_of(audit.scan);
  if (!quasi.empty())
    audit.risk = readings.assess_risk(quasi);
  return audit;
}

void conclude_source(SourceAudit& audit) {
  std::vector<TableScan> scans;
  scans.reserve(audit.tables.size());
  for (const TableAudit& table : audit.tables)
    scans.push_back(table.scan);
  audit.coverage = coverage_of(audit.tables);
  audit.publication = publication_of(scans);
}

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

void load_judging(const ScanRequest& request, Judging& judging) {
  if (!request.quality_profile.empty())
    judging.profile = load_quality_profile(request.quality_profile);
  for (const std::string& option : request.expected)
    judging.expected.push_back(read_expectation(option));
  if (!request.metadata.empty())
    judging.metadata = load_dataset_metadata(request.metadata);
  if (!request.suppressions_file.empty())
    judging.suppressions =
        start_suppressions(load_suppressions(request.suppressions_file), request.today);
}

}  // namespace aval
