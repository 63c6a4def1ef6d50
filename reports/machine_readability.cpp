#include "reports/machine_readability.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "policies/metadata_criteria.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

bool is_one_of(std::string_view format, std::initializer_list<std::string_view> formats) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

bool is_delimited(const SourceAudit& source) {
  return is_one_of(source.info.format, {"csv", "tsv", "txt"});
}

bool is_workbook(const SourceAudit& source) {
  return is_one_of(source.info.format, {"xlsx", "xls", "ods"});
}

template <typename Holds>
bool in_every_table(const SourceAudit& source, const Holds& holds) {
  return std::all_of(source.tables.begin(), source.tables.end(),
                     [&](const TableAudit& table) { return holds(table.scan); });
}

bool has_code(const TableScan& table, const std::string& code) {
  const ReadStats& stats = table.stats;
  return stats.repairs.contains(code) || stats.skipped.contains(code) ||
         std::find(stats.notes.begin(), stats.notes.end(), code) != stats.notes.end();
}

std::optional<bool> never(const SourceAudit& source, bool applies, const std::string& code) {
  if (!applies)
    return std::nullopt;
  return in_every_table(source, [&](const TableScan& table) { return !has_code(table, code); });
}

// One line that names the columns, on top.
std::optional<bool> has_one_header_row(const SourceAudit& source) {
  if (!is_delimited(source) && !is_workbook(source))
    return std::nullopt;
  return in_every_table(source, [](const TableScan& table) {
    const Dialect& dialect = table.info.dialect;
    return dialect.header_row > 0 && dialect.header_rows == 1 && dialect.preamble_rows == 0 &&
           !dialect.header_doubtful;
  });
}

std::optional<bool> is_utf8(const SourceAudit& source) {
  if (source.info.encoding.empty())
    return std::nullopt;
  return source.info.encoding == "UTF-8";
}

Text obstacle_in_words(std::string_view key) {
  static const std::array<std::pair<std::string_view, Text>, 7> kWords = {{
      {"open_format", {"format fermé", "closed format"}},
      {"one_table", {"plusieurs tables dans un fichier", "several tables in one file"}},
      {"one_header_row",
       {"pas une seule ligne d'en-tête, en tête du fichier", "not one header line, on top"}},
      {"no_merged_cells", {"cellules fusionnées", "merged cells"}},
      {"no_formula_only", {"formules sans valeur", "formulas without a value"}},
      {"encoding_utf8", {"encodage autre que l'UTF-8", "another encoding than UTF-8"}},
      {"delimiter_clear", {"séparateur incertain", "uncertain delimiter"}},
  }};
  for (const auto& [known, words] : kWords)
    if (known == key)
      return words;
  return plain(key);
}

}  // namespace

std::vector<ReadabilityCriterion> machine_readability(const SourceAudit& source) {
  return {{"open_format", is_open_format(source.info.format)},
          {"one_table", source.tables.size() == 1},
          {"one_header_row", has_one_header_row(source)},
          {"no_merged_cells", never(source, is_workbook(source), "cells_merged")},
          {"no_formula_only", never(source, is_workbook(source), "formula_without_value")},
          {"encoding_utf8", is_utf8(source)},
          {"delimiter_clear", never(source, is_delimited(source), "delimiter_uncertain")}};
}

OrderedJson machine_readability_json(const SourceAudit& source) {
  OrderedJson json = OrderedJson::object();
  for (const ReadabilityCriterion& criterion : machine_readability(source))
    json[std::string(criterion.key)] =
        criterion.met ? OrderedJson(*criterion.met) : OrderedJson(nullptr);
  return json;
}

std::vector<Text> machine_readability_in_words(const SourceAudit& source) {
  if (in_every_table(source, [](const TableScan& table) { return table.schema_only; }))
    return {};
  std::vector<Text> obstacles;
  for (const ReadabilityCriterion& criterion : machine_readability(source))
    if (criterion.met == false)
      obstacles.push_back(obstacle_in_words(criterion.key));
  if (obstacles.empty())
    return {{"Une machine peut reprendre ce fichier tel quel.",
             "A machine can take this file as it is."}};
  return {Text{"Une machine ne peut pas reprendre ce fichier tel quel : ",
               "A machine cannot take this file as it is: "} +
          list_in_words(obstacles, obstacles.size()) + plain(".")};
}

}  // namespace aval
