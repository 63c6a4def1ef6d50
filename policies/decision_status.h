// Whether a recorded decision still stands: rule DC-01 of the pack, asked of a stored decision and
// never inside decide().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policies/decide.h"

namespace aval {

struct RecordedDecision {
  std::string id;             // "gaspillage-cantine/G2"; the subject is "decision:" and this
  std::string inputs_sha256;  // of the facts it was computed from
  // Of the facts collected again now, as of the stored decision's own date (the date is one of the
  // facts): Decision::inputs_sha256. Nothing when they cannot be collected: the answer is missing.
  std::optional<std::string> current_sha256;
  // Last day, "YYYY-MM-DD"; nothing when none was recorded: no limit.
  std::optional<std::string> valid_until;
  // expires_on of each waiver it rests on, "YYYY-MM-DD".
  std::vector<std::string> waivers_expire_on;
};

struct DecisionStatus {
  PolicyOutcome outcome;  // pass: it stands; missing: to be evaluated again
  bool inputs_changed = false;
  bool validity_over = false;
  bool waiver_expired = false;
};

// `today`: "YYYY-MM-DD". A last day still counts. Throws Error(pack) when the pack has no DC-01.
[[nodiscard]] DecisionStatus judge_recorded_decision(const PolicyPack& pack,
                                                     const RecordedDecision& decision,
                                                     const std::string& today);

}  // namespace aval
