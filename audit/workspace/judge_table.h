// From what was read of a table to its part of the report, whoever read it: one pass over a file,
// or the parts that several passes left.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "audit/scan/detect.h"
#include "audit/scan/quality_profile.h"
#include "audit/scan/second_reading.h"
#include "audit/workspace/measure_table.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/schema_check.h"
#include "policies/metadata_file.h"

namespace aval {

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

// A table once its rows are read, and what is asked of them again once its columns are judged.
struct TableReadings {
  TableProfile profile;
  TableInfo info;
  ReadStats stats;
  CountEntities count_entities;
  // Nothing when the reading was interrupted. May be empty: the parts of a table keep no cells to
  // ask again.
  ReadRowsAgain read_rows;
  std::function<RiskSummary(const std::vector<std::size_t>& quasi)> assess_risk;
  std::function<std::optional<SchemaConformity>()> check_values;  // may be empty: no schema
  std::function<void(TableScan&)> add_samples;                    // may be empty: not asked for
};

// What is counted of the rows of a table, as the request says.
ProfileOptions counting_options(const ScanRequest& request);

// Empties `readings`.
TableAudit judge_table(TableReadings& readings, Judging& judging);

// Coverage and publication of a source whose tables are judged.
void conclude_source(SourceAudit& audit);

// Who made the report, by which rules, of which day.
AuditReport start_report(const ScanRequest& request, const RulePack& pack);

// The profile of quality, the suppressions, what is expected and the metadata of the request.
void load_judging(const ScanRequest& request, Judging& judging);

}  // namespace aval
