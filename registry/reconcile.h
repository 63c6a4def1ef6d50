// What an entry of the register declares against what scans saw. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// A dataset of a use case that names the activity.
struct ReconciledDataset {
  std::string id;
  std::string usecase;
  std::string findings;   // JSON text of the list of review_findings; empty: never scanned
  std::string oldest_on;  // "YYYY-MM-DD" of the dossier; empty: not known
  bool complete = true;   // every row was read: silence speaks
};

enum class DiscrepancyKind {
  undeclared_category,  // seen, not declared
  never_seen,           // declared, in none of the datasets (all scanned)
  older_than_declared,  // the oldest data are past the longest declared period
  nir_without_ground,   // NIR seen, and no ground for it in the entry
  nir_to_confirm,       // NIR seen, its ground not confirmed
  not_scanned,          // a dataset that nothing can be said of
  period_unknown        // the age is known, not the period
};

struct Discrepancy {
  DiscrepancyKind kind;
  std::string dataset;               // empty: the activity as a whole
  std::string category;              // empty where none is at stake
  std::vector<std::string> columns;  // labels of the columns where it was seen, sorted
};

// "undeclared_category"...
std::string_view discrepancy_name(DiscrepancyKind kind);
// Whether the register and the data disagree; the others only say what is not known.
bool is_disagreement(DiscrepancyKind kind);

struct Reconciliation {
  std::string activity;  // its id
  std::string name;
  std::vector<std::string> datasets;  // looked at, by id
  std::vector<Discrepancy> discrepancies;
};

// `category_of_type` tells the category of the register of each type of column (the policy pack
// holds it). A finding that a person rejected counts for nothing. `today` is "YYYY-MM-DD".
Reconciliation reconcile_activity(const Json& activity,
                                  const std::vector<ReconciledDataset>& datasets,
                                  const std::map<std::string, std::string>& category_of_type,
                                  const std::string& today);

}  // namespace aval
