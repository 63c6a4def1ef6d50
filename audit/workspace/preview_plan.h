// What a plan would do to the risk of a file, before anything is written and without a key.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/risk/risk_summary.h"
#include "audit/workspace/pseudonymize.h"

namespace aval {

// A quasi-identifying column before and after.
struct PreviewedColumn {
  std::string name;
  Operation operation = Operation::keep;
  bool readable = true;  // false: it goes, or becomes tokens that only who holds the key can know
  std::uint64_t distinct_before = 0;  // different values, an empty cell counting as one
  std::uint64_t distinct_after = 0;
  std::uint64_t emptied = 0;  // cells that did not fit and would be left empty
};

struct PlanPreview {
  RiskSummary before;
  RiskSummary after;  // by the columns that stay readable; without any, nobody can be singled out
                      // by them: no records
  std::vector<PreviewedColumn> columns;  // the quasi-identifiers, in the order of the file
};

// `quasi`: positions of the columns that help to find a person. Shifts and noise, which need a key,
// are counted as if the column were kept. Reads the source twice. Errors as pseudonymize_source
// gives them.
PlanPreview preview_plan(const PseudonymizeRequest& request, const std::vector<std::size_t>& quasi,
                         const StopQuestion& is_stopped);

}  // namespace aval
