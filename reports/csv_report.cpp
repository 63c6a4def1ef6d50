// One line a finding (RFC 4180), for spreadsheets: every field escaped against formulas.
#include <cmath>

#include "audit/base/text.h"
#include "reports/plain_words.h"
#include "reports/renderers.h"

namespace aval {
namespace {

std::string two_decimals(double confidence) {
  const auto hundredths = std::lround(confidence * 100);
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

void add_line(std::string& out, const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0)
      out += ',';
    out += escape_csv(one_line(fields[i]));
  }
  out += "\r\n";
}

std::vector<std::string> fields_of(const SourceAudit& source, const TableScan& table,
                                   const Finding& finding, Language language) {
  std::vector<std::string> columns, positions;
  for (const std::size_t column : finding.columns) {
    columns.push_back(display_name(table, column).in(language));
    positions.push_back(std::to_string(column));
  }
  return {source.info.uri,
          table.name,
          join(columns, " | "),
          join(positions, " "),
          finding.rule,
          std::string(name_of(finding.type)),
          std::string(name_of(finding.gdpr)),
          std::string(name_of(finding.severity)),
          two_decimals(finding.confidence),
          std::to_string(finding.rows),
          finding.message.in(language),
          finding.remedy.in(language),
          join(finding.articles, " ; "),
          finding.fingerprint,
          finding.suppression ? finding.suppression->reason : "",
          finding.suppression ? finding.suppression->expires : "",
          std::string(name_of(finding.since_baseline))};
}

}  // namespace

std::string render_csv(const AuditReport& report, Language language) {
  std::string out;
  add_line(out, {"source", "table", "columns", "column_indexes", "rule", "type", "gdpr", "severity",
                 "confidence", "rows", "message", "remedy", "articles", "fingerprint",
                 "suppression_reason", "suppression_expires", "since_baseline"});
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings)
        add_line(out, fields_of(source, audit.scan, finding, language));
  return out;
}

}  // namespace aval
