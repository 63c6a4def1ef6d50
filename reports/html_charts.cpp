// The charts of one table in the HTML report: types by column, completeness, re-identification.
// Each stands above a table with the same numbers.
#include <algorithm>
#include <map>

#include "reports/html_parts.h"
#include "reports/plain_words.h"
#include "reports/plots.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

constexpr std::size_t kBars = 12;

void write_numbers(HtmlPage& page, const Text& caption, const Text& what,
                   const std::vector<PlotBar>& bars) {
  page.open_table(caption, {what, {"Nombre", "Number"}});
  for (const PlotBar& bar : bars) {
    page.open_row();
    page.row_header(bar.label);
    page.cell(bar.shown);
    page.close_row();
  }
  page.close_table();
}

BarChart types_chart(const TableScan& table) {
  std::map<ColumnType, std::size_t> counts;
  for (const ColumnScan& column : table.columns)
    ++counts[column.type];
  std::vector<std::pair<ColumnType, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  BarChart chart;
  chart.title = {"Colonnes par contenu", "Columns by content"};
  for (const auto& [type, count] : sorted)
    if (chart.bars.size() < kBars)
      chart.bars.push_back({type == ColumnType::none
                                ? Text{"Sans contenu reconnu", "No content recognised"}
                                : capitalized_text(label_of(type)),
                            static_cast<double>(count), count_in_words(count)});
  chart.description =
      counted(table.columns.size(), {"colonne", "column"}, {"colonnes", "columns"}) +
      Text{", réparties par contenu reconnu.", ", by the content recognised."};
  return chart;
}

// Every column, or the least filled ones of a wide table.
BarChart completeness_chart(const TableScan& table) {
  std::vector<const ColumnScan*> columns;
  for (const ColumnScan& column : table.columns)
    columns.push_back(&column);
  std::stable_sort(columns.begin(), columns.end(),
                   [](const ColumnScan* a, const ColumnScan* b) { return a->filled < b->filled; });
  const bool cut = columns.size() > kBars;
  if (cut)
    columns.resize(kBars);
  BarChart chart;
  chart.title = cut ? Text{"Colonnes les moins remplies", "Least filled columns"}
                    : Text{"Remplissage des colonnes", "Filled cells by column"};
  chart.highest = 1;
  for (const ColumnScan* column : columns) {
    const double share = static_cast<double>(column->filled) / static_cast<double>(table.rows);
    chart.bars.push_back({display_name(table, column->index), share, share_in_words(share)});
  }
  chart.description = {"Part des lignes où la colonne est remplie, de la moins à la plus remplie.",
                       "Share of the rows where the column is filled, least filled first."};
  return chart;
}

// "2", "3 à 4", "11 et plus".
Text class_size_in_words(std::size_t index) {
  const std::string from = std::to_string(kClassSizes[index]);
  if (index + 1 == kClassSizes.size())
    return {from + " et plus", from + " or more"};
  const std::uint64_t to = kClassSizes[index + 1] - 1;
  if (to == kClassSizes[index])
    return plain(from);
  return {from + " à " + std::to_string(to), from + " to " + std::to_string(to)};
}

// A report of before class sizes were kept tells the rows alone from the others.
std::vector<PlotBar> risk_bars(const RiskSummary& risk) {
  const std::uint64_t shared = risk.records - std::min(risk.records, risk.unique_rows);
  std::vector<PlotBar> bars;
  if (risk.rows_by_size.size() != kClassSizes.size())
    return {{plain("1"), static_cast<double>(risk.unique_rows), count_in_words(risk.unique_rows)},
            {{"2 et plus", "2 or more"}, static_cast<double>(shared), count_in_words(shared)}};
  for (std::size_t i = 0; i < kClassSizes.size(); ++i)
    bars.push_back({class_size_in_words(i), static_cast<double>(risk.rows_by_size[i]),
                    count_in_words(risk.rows_by_size[i])});
  return bars;
}

Histogram risk_chart(const RiskSummary& risk) {
  Histogram histogram;
  histogram.title = {"Lignes selon la taille de leur profil", "Rows by the size of their profile"};
  histogram.axis = {"Lignes de même profil (1 : seule à son profil)",
                    "Rows with the same profile (1: alone with its profile)"};
  histogram.bars = risk_bars(risk);
  histogram.description = Text{"Plus petit profil : ", "Smallest profile: "} +
                          rows_in_words(risk.k) +
                          Text{" ; profils différents : ", "; different profiles: "} +
                          count_in_words(risk.classes) + plain(".");
  return histogram;
}

}  // namespace

void write_charts(HtmlPage& page, const TableAudit& audit, const std::string& id) {
  const TableScan& table = audit.scan;
  if (table.columns.empty())
    return;
  page.element(Tag::h4, {"Graphiques", "Charts"});
  const BarChart types = types_chart(table);
  write_plot(page, id + "-types", types);
  write_numbers(page, types.title, {"Contenu", "Content"}, types.bars);
  if (table.rows > 0 && !table.schema_only) {
    const BarChart completeness = completeness_chart(table);
    write_plot(page, id + "-completeness", completeness);
    write_numbers(page, completeness.title, {"Colonne", "Column"}, completeness.bars);
  }
  if (audit.risk.quasi_identifiers.empty() || audit.risk.records == 0)
    return;
  const Histogram risk = risk_chart(audit.risk);
  write_plot(page, id + "-risk", risk);
  write_numbers(page, risk.title, risk.axis, risk.bars);
}

}  // namespace aval
