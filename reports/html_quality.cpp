// The quality of each column of a table, for the HTML report.
#include <algorithm>

#include "reports/html_parts.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

const QualityMeasure* find_measure(const TableAudit& audit, std::size_t column,
                                   std::string_view key) {
  const auto found = std::find_if(audit.measures.begin(), audit.measures.end(),
                                  [&](const QualityMeasure& measure) {
                                    return measure.column == column && measure.key == key;
                                  });
  return found == audit.measures.end() ? nullptr : &*found;
}

Text share_of(const TableAudit& audit, std::size_t column, std::string_view key) {
  const QualityMeasure* measure = find_measure(audit, column, key);
  return measure == nullptr || !measure->value ? Text{"—", "-"} : share_in_words(*measure->value);
}

// The first of the alternatives that was measured.
Text validity_of(const TableAudit& audit, std::size_t column) {
  for (const char* key : {"validity", "references", "possible_dates", "type_purity"})
    if (find_measure(audit, column, key) != nullptr)
      return share_of(audit, column, key);
  return {"—", "-"};
}

// Every measure that the profile asks about, those that hold too.
void write_limits(HtmlPage& page, const TableAudit& audit) {
  if (audit.quality_profile.empty())
    return;
  page.open_table({"Mesures que le profil juge", "Measures that the profile judges"},
                  {{"Mesure", "Measure"},
                   {"Colonne", "Column"},
                   {"Valeur", "Value"},
                   {"Limite", "Limit"},
                   {"État", "Status"}});
  for (const QualityMeasure& measure : audit.measures) {
    if (measure.status == QualityStatus::none)
      continue;
    page.open_row();
    page.row_header(capitalized_text(measure_in_words(measure.key)));
    page.cell(measure.column ? display_name(audit.scan, *measure.column)
                             : Text{"la table", "the table"});
    page.cell(measure.value ? share_in_words(*measure.value) : Text{"—", "-"});
    page.cell(limit_in_words(measure) +
              (measure.to_confirm ? Text{" (à confirmer)", " (to be confirmed)"} : Text{"", ""}));
    page.cell(status_in_words(measure.status));
    page.close_row();
  }
  page.close_table();
}

}  // namespace

void write_quality(HtmlPage& page, const TableAudit& audit) {
  if (audit.measures.empty() || audit.scan.rows == 0)
    return;
  write_limits(page, audit);
  page.open_table({"Qualité de chaque colonne", "Quality of each column"},
                  {{"Colonne", "Column"},
                   {"Remplie", "Filled"},
                   {"Valeurs différentes", "Different values"},
                   {"Valides", "Valid"},
                   {"Écrites de la même façon", "Written alike"},
                   {"Texte sain", "Clean text"}});
  for (const ColumnScan& column : audit.scan.columns) {
    page.open_row();
    page.row_header(display_name(audit.scan, column.index));
    page.cell(share_of(audit, column.index, "completeness"));
    page.cell(share_of(audit, column.index, "uniqueness"));
    page.cell(validity_of(audit, column.index));
    page.cell(share_of(audit, column.index, "format_consistency"));
    page.cell(share_of(audit, column.index, "clean_text"));
    page.close_row();
  }
  page.close_table();
}

}  // namespace aval
