#include "reports/publication_quality.h"

#include <nlohmann/json.hpp>

#include "policies/metadata_criteria.h"
#include "reports/metadata_words.h"
#include "reports/plain_words.h"
#include "reports/quality_json.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

MetadataScore score_of(const PublicationReport& report) {
  std::vector<std::string> formats;
  for (const SourceAudit& source : report.audit.sources)
    formats.push_back(source.info.format);
  return metadata_score(parse_json(report.sheet, "sheet"), formats, report.decision.date);
}

}  // namespace

OrderedJson source_quality_json(const SourceAudit& source) {
  OrderedJson tables = OrderedJson::array();
  for (const TableAudit& table : source.tables) {
    OrderedJson measures = OrderedJson::array();
    for (const OrderedJson& measure :
         quality_to_json(table).value("measures", OrderedJson::array()))
      if (measure.contains("status") && measure.at("status") != "ok")
        measures.push_back(measure);
    tables.push_back({{"table", table.scan.name},
                      {"profile", table.quality_profile},
                      {"status", name_of(table.quality_status)},
                      {"short", measures}});
  }
  return tables;
}

// Each table is named where there are several.
std::vector<Text> tables_quality_in_words(const PublicationReport& report) {
  std::size_t tables = 0;
  for (const SourceAudit& source : report.audit.sources)
    tables += source.tables.size();
  std::vector<Text> lines;
  for (const SourceAudit& source : report.audit.sources)
    for (const TableAudit& table : source.tables)
      for (const Text& line : quality_status_in_words(table))
        lines.push_back(tables > 1 ? plain(one_line(table.scan.name)) + Text{" : ", ": "} + line
                                   : line);
  return lines;
}

OrderedJson metadata_json(const PublicationReport& report) {
  return metadata_score_json(score_of(report));
}

std::vector<Text> metadata_in_words(const PublicationReport& report) {
  return metadata_score_in_words(score_of(report));
}

}  // namespace aval
