// Measures of the quality of a table: each is a ratio with what was counted (docs/quality.md gives
// the formulas). No cell value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/scan/table_quality.h"
#include "audit/scan/table_scan.h"

namespace aval {

// What a measure says under a profile of use: ok, to be watched (the limit is missed), insufficient
// (a floor is missed), unknown (not measured), none (the profile asks nothing of it).
enum class QualityStatus { none, ok, watch, insufficient, unknown };
std::string_view name_of(QualityStatus status);  // "", "ok", "watch", "insufficient", "unknown"

// When the events of a column took place: by year, since a day may be a person's.
struct EventSpan {
  std::uint32_t newest_day = 0;  // yyyymmdd, not after the day of the audit; never printed
  std::uint32_t first_year = 0;
  std::uint32_t last_year = 0;
  std::uint32_t age_months = 0;  // whole months since the newest day
};

struct QualityMeasure {
  std::string key;                    // "completeness", "format_consistency"...
  std::optional<std::size_t> column;  // its index; nothing: the table
  std::optional<double> value;        // nothing: not measured, or nothing to measure
  std::uint64_t counted = 0;          // the numerator
  std::uint64_t of = 0;               // the denominator
  bool not_measured = false;          // there is something to measure, and it could not be counted
  // Of the profile (quality_profile.h):
  std::optional<double> limit = std::nullopt;
  bool at_most = false;                        // the value may not pass the limit
  std::optional<double> floor = std::nullopt;  // beyond it, insufficient
  QualityStatus status = QualityStatus::none;
  std::string source = {};  // of the limit: "project", "schema", "CNIL", "user"
  bool to_confirm = false;  // the limit's number has no source outside the project
  // Of a key, a code and its label, events, expected values: the columns they are in.
  std::vector<std::size_t> columns = {};
  bool estimated = false;  // told of a sample of the rows
  bool guessed = false;    // what was measured is a guess: no floor is missed
  std::optional<EventSpan> events = std::nullopt;
};

// The keys that measures have, sorted; docs/quality.md gives their formulas.
const std::vector<std::string_view>& measure_keys();

// Every measure that the scan and the counts allow: those of the table, then column by column.
// `counts`, completed (table_quality.h), is null of a sample: measures that need it are left out.
std::vector<QualityMeasure> measure_quality(const TableScan& table, const TableQuality* counts);

// What the counts show to be wrong, by column: codes of docs/quality.md with their cells.
std::vector<QualityFinding> find_quality_faults(const TableScan& table, const TableQuality& counts);

}  // namespace aval
