#include <array>

#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

struct QualityWords {
  std::string_view code;
  Text problem;  // {0}: the column; {1}: cells
  Text remedy;
};

const std::array<QualityWords, 5>& quality_words() {
  static const std::array<QualityWords, 5> kWords = {{
      {"excel.lost_zero",
       {"{0} : zéro initial perdu ({1})", "{0}: leading zero lost ({1})"},
       {"enregistrez cette colonne comme du texte", "store this column as text"}},
      {"excel.trailing_zero",
       {"{0} : numéros écrits comme des décimaux, « .0 » ({1})",
        "{0}: numbers written as decimals, '.0' ({1})"},
       {"enregistrez cette colonne comme du texte", "store this column as text"}},
      {"excel.scientific",
       {"{0} : notation scientifique, des chiffres sont perdus ({1})",
        "{0}: scientific notation, digits are lost ({1})"},
       {"reprenez les valeurs à la source", "take the values from the source again"}},
      {"excel.serial_date",
       {"{0} : dates enregistrées comme des numéros de jour ({1})",
        "{0}: dates stored as day numbers ({1})"},
       {"mettez la colonne au format date avant d'exporter",
        "give the column a date format before exporting"}},
      {"text.mojibake_header",
       {"{0} : accents abîmés dans l'en-tête", "{0}: damaged accents in the header"},
       {"exportez en UTF-8", "export as UTF-8"}},
  }};
  return kWords;
}

Text quality_finding_in_words(const TableScan& table, const QualityFinding& finding) {
  const Text name = display_name(table, finding.column);
  const Text cells = counted(finding.cells, {"cellule", "cell"}, {"cellules", "cells"});
  for (const QualityWords& words : quality_words())
    if (words.code == finding.code)
      return {format_text(words.problem, {name.fr, cells.fr}).fr + " ; " + words.remedy.fr + ".",
              format_text(words.problem, {name.en, cells.en}).en + "; " + words.remedy.en + "."};
  return plain(finding.code + ".");
}

}  // namespace

std::vector<Text> quality_in_words(const TableScan& table) {
  if (table.rows == 0)
    return {};
  const Text filled = share_in_words(table.quality.completeness);
  std::vector<Text> out = {
      {filled.fr + " des cellules sont remplies.", filled.en + " of the cells are filled."}};
  if (table.quality.duplicate_rows == 0)
    out.push_back(
        {"Aucune ligne en double parmi les lignes lues.", "No duplicate among the rows read."});
  else
    out.push_back(counted(table.quality.duplicate_rows, {"ligne en double.", "duplicate row."},
                          {"lignes en double.", "duplicate rows."}));
  for (const QualityFinding& finding : table.quality.findings)
    out.push_back(quality_finding_in_words(table, finding));
  return out;
}

}  // namespace aval
