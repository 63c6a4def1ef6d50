// Reads the scan report back from its JSON form (scan_json.cpp writes it); parse_report() is what
// callers use.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"
#include "reports/audit_report.h"

namespace aval {

// Reads one document; every missing or mistyped key is an Error(input) that names its place.
class ReportParser {
 public:
  explicit ReportParser(std::string place) : place_(std::move(place)) {}

  AuditReport parse(const Json& json) const;

 private:
  [[noreturn]] void refuse(std::string_view key) const;
  const Json& at(const Json& json, const char* key) const;
  std::string text(const Json& json, const char* key) const;
  std::string text_or_empty(const Json& json, const char* key) const;
  std::uint64_t count(const Json& json, const char* key) const;
  double number(const Json& json, const char* key) const;
  bool flag(const Json& json, const char* key) const;
  const Json& array(const Json& json, const char* key) const;
  template <typename T>
  std::vector<T> list(const Json& json, const char* key) const;
  template <typename T, typename Find>
  T word(const Json& json, const char* key, Find find) const;

  Evidence evidence(const Json& json) const;
  ColumnScan column(const Json& json) const;
  Finding finding(const Json& json) const;
  Suppression suppression(const Json& json) const;
  RiskSummary risk(const Json& json) const;
  std::map<std::string, RepairCount> counts(const Json& json, const char* key) const;
  Dialect dialect(const Json& table) const;
  QualityMeasure measure(const Json& json) const;
  void read_quality(const Json& json, TableAudit& out) const;
  StandardGuess standard(const Json& json) const;
  SchemaConformity conformity(const Json& json) const;
  TableAudit table(const Json& json) const;
  SourceAudit source(const Json& json) const;
  std::vector<SourceFailure> failures(const Json& json, const char* key) const;

  std::string place_;
};

template <typename T, typename Find>
T ReportParser::word(const Json& json, const char* key, Find find) const {
  const std::optional<T> found = find(text(json, key));
  if (!found)
    refuse(key);
  return *found;
}

}  // namespace aval
