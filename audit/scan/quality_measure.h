// Measures of the quality of a table: each is a ratio with what was counted (docs/quality.md gives
// the formulas). No cell value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/scan/quality_pass.h"
#include "audit/scan/table_scan.h"

namespace aval {

// What a measure says under a profile of use: ok, to be watched (the limit is missed), insufficient
// (a floor is missed), unknown (not measured), none (the profile asks nothing of it).
enum class QualityStatus { none, ok, watch, insufficient, unknown };
std::string_view name_of(QualityStatus status);  // "", "ok", "watch", "insufficient", "unknown"

struct QualityMeasure {
  std::string key;                             // "completeness", "format_consistency"...
  std::optional<std::size_t> column;           // its index; nothing: the table
  std::optional<double> value;                 // nothing: not measured, or nothing to measure
  std::uint64_t counted = 0;                   // the numerator
  std::uint64_t of = 0;                        // the denominator
  std::optional<double> limit = std::nullopt;  // of the profile
  QualityStatus status = QualityStatus::none;
};

// Every measure that the scan and the second reading allow: those of the table, then column by
// column. `pass` is null when there was no second reading (a sample): measures that need it have no
// value then.
std::vector<QualityMeasure> measure_quality(const TableScan& table, const TableQuality* pass);

// What the second reading found wrong, by column: codes of docs/quality.md with their cells.
std::vector<QualityFinding> find_quality_faults(const TableScan& table, const TableQuality& pass);

}  // namespace aval
