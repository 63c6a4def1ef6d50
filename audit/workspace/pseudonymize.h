// A source through a plan, under the keys of a domain: shared by aval pseudonymize and the pages of
// the workspace.
#pragma once

#include <string>
#include <vector>

#include "audit/protect/keyring.h"
#include "audit/protect/plan.h"
#include "audit/protect/transform_table.h"
#include "audit/scan/table_scan.h"
#include "audit/workspace/pseudonymize_report.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/stop_question.h"

namespace aval {

struct PseudonymizeRequest {
  ScanRequest reading;  // how the source is read
  std::string source;
  Plan plan;
  const Keyring* keyring = nullptr;  // of plans that need_keys()
  int from_epoch = 0;                // 0: no rotation
  std::string output;
};

// Whether a column of the plan needs a key of its domain.
bool needs_keys(const Plan& plan);

// Writes the output, whole or not at all: nothing is written when anything stops it. Error(usage)
// when the plan needs keys and there is no keyring, or does not fit the source.
PseudonymizeReport pseudonymize_source(const PseudonymizeRequest& request,
                                       const StopQuestion& is_stopped);

// The columns of a source with what the plan makes of them. `personal` names those that a scan
// found personal: one that the plan does not name is an Error(usage), as is a column of the plan
// that the source does not have.
std::vector<ColumnStep> steps_of(const Plan& plan, const TableInfo& info,
                                 const std::vector<std::size_t>& personal);

}  // namespace aval
