// How grave the faults of a table are, under what a use asks of its measures.
#pragma once

#include <vector>

#include "audit/scan/quality_measure.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Sets the severity of every fault and sorts them: critical where the measure that counts it misses
// a floor, major where it misses a limit, else minor, or info for what is no fault by itself.
void rate_faults(const std::vector<QualityMeasure>& measures, std::vector<QualityFinding>& faults);

}  // namespace aval
