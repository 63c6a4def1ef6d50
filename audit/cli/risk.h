// aval risk, in parts: its options, and what it measures.
#pragma once

#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/scan_sources.h"
#include "reports/risk_report.h"

namespace aval {

struct RiskOptions : OutputOptions {
  ScanRequest request;  // how the source is read
  std::string source;
  std::vector<std::string> quasi;
  std::vector<std::string> sensitive;
  std::vector<std::string> hierarchies;  // COLUMN=NAME or COLUMN=FILE, of sensitive columns
  std::vector<std::string> missing_words;
  std::string missing = "own_category";
  std::uint64_t threshold = 11;
  std::uint64_t population_size = 0;  // 0: not told
  std::string population;             // a file
  std::vector<std::string> linked;    // files
  std::string releases;               // a dataset of the workspace; empty: none
  bool suda = false;
  double sampling_fraction = 0.01;
  std::string amount;  // a column of a table of amounts; empty: none
  std::string unit;
  SecrecyRule secrecy;
  std::string cells;              // the column of numbers of a published table; empty: none
  std::vector<std::string> with;  // other published tables
  std::string memory;             // "2G"; empty: half of the machine's; "0": no limit
};

// Reads the source, and the other files that the options name, to their end. `incomplete`: rows of
// the source could not be read. Errors name the file or the option.
RiskReport measure_source(const RiskOptions& options, bool& incomplete);

// The audited versions of a dataset but the file that was measured, one a digest, oldest first,
// each with the linked file that it is. Error(store) when the workspace does not know the dataset.
std::vector<EarlierRelease> earlier_releases(const std::string& dataset, const RiskReport& report,
                                             const CommandContext& context);

// With --cells: SOURCE and --with are published tables (`aval.published_tables/1`).
void audit_published_tables(const RiskOptions& options, CommandContext& context);

}  // namespace aval
