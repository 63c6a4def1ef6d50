// aval pseudonymize, in parts: a source through a plan, a plan proposed from a scan, and which
// columns of several plans join.
#pragma once

#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "audit/cli/keyring_options.h"
#include "audit/protect/plan.h"
#include "audit/protect/transform_table.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

struct PseudonymizeOptions {
  ScanRequest request;  // how the source is read
  std::string source;
  std::vector<std::string> plans;
  KeyringOptions keyring;
  std::string output;
  std::string report;
  std::string domain;  // of a proposed plan
  int from_epoch = 0;  // 0: no rotation
  std::string format = "text";
};

// Writes the output and says what was done. Nothing is written when anything stops it.
void pseudonymize_source(const PseudonymizeOptions& options, CommandContext& context);

// A plan for the columns of a source, from a scan of it: every column named, for a person to read.
void propose_plan(const PseudonymizeOptions& options, CommandContext& context);

// Which columns of these plans join, and why others do not.
void show_joinability(const PseudonymizeOptions& options, CommandContext& context);

// The columns of a source with what the plan makes of them. `personal` names those that a scan
// found personal: one that the plan does not name is an Error(usage), as is a column of the plan
// that the source does not have.
std::vector<ColumnStep> steps_of(const Plan& plan, const TableInfo& info,
                                 const std::vector<std::size_t>& personal);

}  // namespace aval
