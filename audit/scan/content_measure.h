// Measures of what a table tells, beside how it is written: keys, known codes, fine positions,
// recent events (docs/quality.md gives the formulas).
#pragma once

#include "audit/scan/measure_list.h"
#include "audit/scan/table_quality.h"

namespace aval {

// "key": the column, or the set of two or three, that no two rows share. `counts` may be null.
void measure_key(const TableScan& table, const TableQuality* counts, MeasureList& list);
// "keys_broken", of the key that the source declares or that a header looks like.
void measure_keys_broken(const TableScan& table, const TableQuality& counts, MeasureList& list);
// Rows whose key is empty or came before; 0 of a column that only looks like a key.
[[nodiscard]] std::uint64_t broken_keys(const TableScan& table, const TableQuality& counts);
// "currentness": the newest event of the table. Its value is due once a frequency is known.
void measure_currentness(const TableScan& table, const TableQuality& counts, MeasureList& list);
// "precision": positions of five decimals of a degree, full dates among dates and years.
void measure_precision(const ColumnScan& column, const ColumnQuality& quality, MeasureList& list);
// "references": of each column of codes.
void measure_references(const TableQuality& counts, std::vector<QualityMeasure>& measures);

}  // namespace aval
