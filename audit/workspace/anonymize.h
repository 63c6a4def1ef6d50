// A source to a file where each record hides among others: what each column is, the search, the
// file written, the report. Shared by aval anonymize and the pages of the workspace.
#pragma once

#include <string>
#include <vector>

#include "audit/protect/value_ladder.h"
#include "audit/risk/generalization_search.h"
#include "audit/risk/reached_privacy.h"
#include "audit/risk/risk_summary.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/stop_question.h"

namespace aval {

struct AnonymizeOptions {
  ScanRequest request;  // how the source is read
  std::string source;
  std::uint64_t k = 11;  // the smallest class published, as for households of tax data (INSEE)
  std::uint64_t l = 1;
  double t = 1;                          // 1: not asked
  std::string suppress = "2%";           // of the rows, or a number of rows
  std::string method = "generalize";     // or "local"
  std::vector<std::string> quasi;        // names, or "#3": by position from 1
  std::vector<std::string> sensitive;    // the same
  std::vector<std::string> drop;         // left out
  std::vector<std::string> keep;         // written as they are
  std::vector<std::string> hierarchies;  // COLUMN=NAME or COLUMN=FILE
  double time_limit = 60;                // seconds of search; 0: none
  std::uint64_t most_checks = 0;         // of nodes; 0: no limit
  std::string output;
  std::string hierarchy_folder;  // where the hierarchies used are written; empty: nowhere
  bool preview = false;          // nothing is written; the risk before is measured too
};

enum class ColumnRole { kept, dropped, quasi, sensitive };
std::string_view name_of(ColumnRole role);

struct AnonymizedColumn {
  std::size_t index = 0;  // in the source, from 0
  std::string name;       // of the output: the source's, or "column 3"
  ColumnRole role = ColumnRole::kept;
  bool by_scan = false;  // nobody named it: the scan decided
  ColumnType type = ColumnType::none;
  std::string hierarchy;  // as it was asked for; empty: by type for a quasi-identifier, none for a
                          // sensitive column
};

// One a column of the source. Error(usage) for a name that the source does not have or that is
// given two roles, for a column that the scan finds quasi-identifying and nothing names, and for a
// directly identifying one that --keep or --sensitive names.
std::vector<AnonymizedColumn> anonymized_columns(const AnonymizeOptions& options,
                                                 const TableInfo& info, const TableScan& scan);

// Everything that the report tells.
struct AnonymizeRun {
  const AnonymizeOptions* options = nullptr;
  std::string source_name;
  std::string source_sha256;
  std::string output_sha256;
  bool from_parquet = false;
  std::vector<AnonymizedColumn> columns;
  std::vector<std::size_t> quasi;      // positions in `columns`
  std::vector<std::size_t> sensitive;  // the same
  std::vector<ValueLadder> ladders;    // one a quasi-identifier; their `column` is in `problem`
  GeneralizationProblem problem;
  FoundGeneralization found;
  std::vector<char> kept;             // by record
  std::vector<std::uint64_t> hidden;  // by record: bit q, the cell of quasi-identifier q is "*"
  std::uint64_t hidden_cells = 0;     // of kept records
  ReachedPrivacy reached;             // measured on what is written
  RiskSummary before;                 // of the source, in a preview
  std::uint64_t skipped_rows = 0;     // that could not be read
  bool incomplete = false;            // part of the source could not be read

  std::uint64_t rows() const { return kept.size(); }
};

// Reads the source, searches the levels and writes the output, whole or not at all. The options
// must outlive the run. Errors name the option or the file at fault.
AnonymizeRun anonymize_source(const AnonymizeOptions& options, const StopQuestion& is_stopped);

// `aval.anonymization/1` (docs/schemas/anonymization.schema.json).
std::string render_anonymization_json(const AnonymizeRun& run);
std::string render_anonymization_text(const AnonymizeRun& run, Language language);

}  // namespace aval
