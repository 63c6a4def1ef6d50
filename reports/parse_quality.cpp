// The quality of a table read back from a scan report (quality_json.cpp writes it).
#include <nlohmann/json.hpp>

#include "reports/report_parser.h"

namespace aval {
namespace {

std::optional<QualityStatus> find_quality_status(std::string_view name) {
  for (const QualityStatus status : {QualityStatus::ok, QualityStatus::watch,
                                     QualityStatus::insufficient, QualityStatus::unknown})
    if (name_of(status) == name)
      return status;
  return std::nullopt;
}

std::optional<FaultSeverity> find_fault_severity(std::string_view name) {
  for (const FaultSeverity severity :
       {FaultSeverity::critical, FaultSeverity::major, FaultSeverity::minor, FaultSeverity::info})
    if (name_of(severity) == name)
      return severity;
  return std::nullopt;
}

}  // namespace

QualityMeasure ReportParser::measure(const Json& json) const {
  QualityMeasure out;
  out.key = text(json, "key");
  if (json.contains("column"))
    out.column = count(json, "column");
  if (!at(json, "value").is_null())
    out.value = number(json, "value");
  if (json.contains("of")) {
    out.counted = count(json, "counted");
    out.of = count(json, "of");
  }
  if (json.contains("columns"))
    for (const Json& column : array(json, "columns")) {
      if (!column.is_number_unsigned())
        refuse("columns");
      out.columns.push_back(column.get<std::size_t>());
    }
  out.not_measured = json.contains("not_measured") && flag(json, "not_measured");
  out.estimated = json.contains("estimated") && flag(json, "estimated");
  out.guessed = json.contains("guessed") && flag(json, "guessed");
  if (json.contains("age_months"))
    out.events = EventSpan{0, static_cast<std::uint32_t>(count(json, "first_year")),
                           static_cast<std::uint32_t>(count(json, "last_year")),
                           static_cast<std::uint32_t>(count(json, "age_months"))};
  if (!json.contains("status"))
    return out;
  out.status = word<QualityStatus>(json, "status", find_quality_status);
  out.limit = number(json, "limit");
  out.at_most = text(json, "bound") == "at_most";
  if (json.contains("floor"))
    out.floor = number(json, "floor");
  out.source = text(json, "source");
  out.to_confirm = flag(json, "to_confirm");
  return out;
}

void ReportParser::read_quality(const Json& json, TableAudit& out) const {
  QualitySummary& quality = out.scan.quality;
  quality.completeness = number(json, "completeness");
  quality.duplicate_rows = count(json, "duplicate_rows");
  for (const Json& entry : array(json, "findings")) {
    quality.findings.push_back(
        {text(entry, "code"), count(entry, "column"), count(entry, "cells")});
    if (entry.contains("severity"))  // earlier reports have none
      quality.findings.back().severity =
          word<FaultSeverity>(entry, "severity", find_fault_severity);
  }
  if (json.contains("measures"))
    for (const Json& entry : array(json, "measures"))
      out.measures.push_back(measure(entry));
  if (json.contains("profile")) {
    out.quality_profile = text(json, "profile");
    if (text(json, "status") != "")
      out.quality_status = word<QualityStatus>(json, "status", find_quality_status);
  }
}

}  // namespace aval
