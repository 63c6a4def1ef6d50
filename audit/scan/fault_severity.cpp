#include "audit/scan/fault_severity.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace aval {
namespace {

// Which measure counts what a fault shows, by the code or its family.
struct CountedBy {
  std::string_view code;
  std::string_view measure;
};

constexpr std::array<CountedBy, 17> kCountedBy = {{{"excel.lost_zero", "validity"},
                                                   {"excel.scientific", "validity"},
                                                   {"excel.error", "completeness"},
                                                   {"column.empty", "completeness"},
                                                   {"text.mojibake", "readable_text"},
                                                   {"text.lost_character", "readable_text"},
                                                   {"text.control", "clean_text"},
                                                   {"text.spaces", "clean_text"},
                                                   {"text.mojibake_header", "headers"},
                                                   {"date.impossible", "possible_dates"},
                                                   {"date.impossible", "plausibility"},
                                                   {"date.future", "plausibility"},
                                                   {"date.mixed", "format_consistency"},
                                                   {"date.ambiguous", "iso_dates"},
                                                   {"code.unknown", "references"},
                                                   {"key.broken", "keys_broken"},
                                                   {"rule.", "rules"}}};

bool counts(const QualityMeasure& measure, const QualityFinding& fault) {
  if (measure.column && *measure.column != fault.column)
    return false;
  return std::any_of(kCountedBy.begin(), kCountedBy.end(), [&](const CountedBy& known) {
    const bool same =
        known.code.ends_with('.') ? fault.code.starts_with(known.code) : fault.code == known.code;
    return same && measure.key == known.measure;
  });
}

FaultSeverity severity_of(const std::vector<QualityMeasure>& measures,
                          const QualityFinding& fault) {
  FaultSeverity severity = fault.code.starts_with("column.") || fault.code == "label.differs"
                               ? FaultSeverity::info
                               : FaultSeverity::minor;
  for (const QualityMeasure& measure : measures) {
    if (!counts(measure, fault))
      continue;
    if (measure.status == QualityStatus::insufficient)
      severity = FaultSeverity::critical;
    else if (measure.status == QualityStatus::watch)
      severity = std::min(severity, FaultSeverity::major);
  }
  return severity;
}

}  // namespace

std::string_view name_of(FaultSeverity severity) {
  switch (severity) {
    case FaultSeverity::critical:
      return "critical";
    case FaultSeverity::major:
      return "major";
    case FaultSeverity::minor:
      return "minor";
    case FaultSeverity::info:
      return "info";
  }
  return "";
}

void rate_faults(const std::vector<QualityMeasure>& measures, std::vector<QualityFinding>& faults) {
  for (QualityFinding& fault : faults)
    fault.severity = severity_of(measures, fault);
  std::sort(faults.begin(), faults.end(), [](const QualityFinding& a, const QualityFinding& b) {
    return std::tuple(a.severity, b.cells, a.column, a.code) <
           std::tuple(b.severity, a.cells, b.column, b.code);
  });
}

}  // namespace aval
