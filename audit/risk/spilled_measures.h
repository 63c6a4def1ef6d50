// The measures of `aval risk` for a table on disk, the same to the last bit as in memory.
#pragma once

#include "audit/risk/risk_measures.h"
#include "audit/risk/spilled_table.h"

namespace aval {

// `question.quasi` is the profile of the table's parts. Error(usage), naming --memory, for measures
// that need every row at once: SUDA, a population file, linked files, and sensitive attributes with
// wildcard where a quasi-identifier misses values.
RiskMeasures measure_spilled_risk(SpilledTable& table, const RiskQuestion& question);

}  // namespace aval
