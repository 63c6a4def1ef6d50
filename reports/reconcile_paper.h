// The register against the scans, for people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "registry/reconcile.h"
#include "reports/paper.h"

namespace aval {

// One sentence: what the register and the data do not agree on, and what to do.
Text discrepancy_message(const Discrepancy& discrepancy);

// `date` is "YYYY-MM-DD".
Paper reconcile_paper(const std::vector<Reconciliation>& results, const std::string& date);

}  // namespace aval
