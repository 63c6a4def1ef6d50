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
  for (const Json& entry : array(json, "findings"))
    quality.findings.push_back(
        {text(entry, "code"), count(entry, "column"), count(entry, "cells")});
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
