#include "reports/publication_quality.h"

#include <nlohmann/json.hpp>

#include "policies/metadata_criteria.h"
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

// The criteria that are not met, or those that are not known.
std::vector<Text> named(const MetadataScore& score, std::optional<bool> met) {
  std::vector<Text> names;
  for (const MetadataCriterion& criterion : score.criteria)
    if (criterion.met == met)
      names.push_back(metadata_criterion_in_words(criterion.key));
  return names;
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
  const MetadataScore score = score_of(report);
  OrderedJson criteria = OrderedJson::array();
  for (const MetadataCriterion& criterion : score.criteria)
    criteria.push_back({{"key", criterion.key},
                        {"met", criterion.met ? OrderedJson(*criterion.met) : OrderedJson()}});
  return {{"score", score.met},
          {"of", score.criteria.size()},
          {"unknown", score.unknown},
          {"status", metadata_status(score)},
          {"criteria", criteria}};
}

std::vector<Text> metadata_in_words(const PublicationReport& report) {
  const MetadataScore score = score_of(report);
  const std::string met = std::to_string(score.met), all = std::to_string(score.criteria.size());
  std::vector<Text> lines = {
      format_text({"{0} critères sur {1} de data.gouv.fr sont remplis (il en faut 7, licence "
                   "comprise ; limite à confirmer).",
                   "{0} of the {1} criteria of data.gouv.fr are met (7 are needed, the licence "
                   "among them; limit to be confirmed)."},
                  {met, all})};
  constexpr std::size_t kAll = 9;
  if (const auto missing = named(score, false); !missing.empty())
    lines.push_back(Text{"Manquent : ", "Missing: "} + list_in_words(missing, kAll) + plain("."));
  if (const auto unknown = named(score, std::nullopt); !unknown.empty())
    lines.push_back(Text{"La fiche ne le dit pas : ", "The sheet does not say: "} +
                    list_in_words(unknown, kAll) + plain("."));
  return lines;
}

}  // namespace aval
