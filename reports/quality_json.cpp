#include "reports/quality_json.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

// Six decimals, downwards: a share that is not whole never reads 1.
double share_of(double value) {
  return value >= 1 ? 1 : std::floor(value * 1e6) / 1e6;
}

OrderedJson measure_to_json(const QualityMeasure& measure) {
  OrderedJson json{{"key", measure.key}};
  if (measure.column)
    json["column"] = *measure.column;
  json["value"] = measure.value ? OrderedJson(share_of(*measure.value)) : OrderedJson(nullptr);
  if (measure.of > 0) {
    json["counted"] = measure.counted;
    json["of"] = measure.of;
  }
  if (measure.not_measured)
    json["not_measured"] = true;
  if (!measure.columns.empty())
    json["columns"] = measure.columns;
  if (measure.estimated)
    json["estimated"] = true;
  if (measure.guessed)
    json["guessed"] = true;
  if (measure.events) {
    json["first_year"] = measure.events->first_year;
    json["last_year"] = measure.events->last_year;
    json["age_months"] = measure.events->age_months;
  }
  if (measure.status == QualityStatus::none)
    return json;
  json["limit"] = *measure.limit;
  json["bound"] = measure.at_most ? "at_most" : "at_least";
  if (measure.floor)
    json["floor"] = *measure.floor;
  json["status"] = name_of(measure.status);
  json["source"] = measure.source;
  if (measure.to_confirm)
    json["to_confirm"] = true;
  return json;
}

}  // namespace

OrderedJson quality_to_json(const TableAudit& audit) {
  const QualitySummary& quality = audit.scan.quality;
  OrderedJson json{{"completeness", share_of(quality.completeness)},
                   {"duplicate_rows", quality.duplicate_rows},
                   {"findings", OrderedJson::array()}};
  for (const QualityFinding& finding : quality.findings)
    json["findings"].push_back({{"code", finding.code},
                                {"column", finding.column},
                                {"cells", finding.cells},
                                {"severity", name_of(finding.severity)}});
  if (audit.measures.empty())
    return json;
  if (!audit.quality_profile.empty()) {
    json["profile"] = audit.quality_profile;
    json["status"] = name_of(audit.quality_status);
  }
  json["measures"] = OrderedJson::array();
  for (const QualityMeasure& measure : audit.measures)
    json["measures"].push_back(measure_to_json(measure));
  return json;
}

}  // namespace aval
