// Measures and faults that come from a second reading of the rows.
#pragma once

#include <vector>

#include "audit/scan/quality_measure.h"
#include "audit/scan/second_reading.h"

namespace aval {

// "rules", "completeness_required", "complete_rows", "dependencies" (of pairs that 98 % of rows
// keep: others do not depend on each other), "expected_coverage".
[[nodiscard]] std::vector<QualityMeasure> measure_rows(const RowAnswers& answers,
                                                       const RowQuestions& questions);
// Rules that rows break, at their second column; labels that differ from those of their code.
[[nodiscard]] std::vector<QualityFinding> find_row_faults(const RowAnswers& answers);

}  // namespace aval
