#include <string_view>

#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

// A text before it is one: this table is made at compile time.
struct BothLanguages {
  const char* fr;
  const char* en;

  Text text() const { return {fr, en}; }
};

struct QualityWords {
  std::string_view code;
  BothLanguages problem;  // {0}: the column; {1}: cells
  BothLanguages remedy;
};

constexpr QualityWords kQualityWords[] = {
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
    {"text.mojibake",
     {"{0} : accents abîmés, UTF-8 lu comme du Windows-1252 ({1})",
      "{0}: damaged accents, UTF-8 read as Windows-1252 ({1})"},
     {"exportez en UTF-8 depuis la source", "export as UTF-8 from the source"}},
    {"text.lost_character",
     {"{0} : caractères perdus, « \ufffd » ({1})", "{0}: lost characters, '\ufffd' ({1})"},
     {"reprenez les valeurs à la source", "take the values from the source again"}},
    {"text.control",
     {"{0} : caractères de contrôle ({1})", "{0}: control characters ({1})"},
     {"retirez-les (dans un tableur : EPURAGE)", "take them away (in a spreadsheet: CLEAN)"}},
    {"text.spaces",
     {"{0} : espaces de trop ou insécables ({1})", "{0}: stray or no-break spaces ({1})"},
     {"retirez-les (dans un tableur : SUPPRESPACE)", "take them away (in a spreadsheet: TRIM)"}},
    {"excel.error",
     {"{0} : erreurs de tableur à la place de valeurs ({1})",
      "{0}: errors of a spreadsheet in place of values ({1})"},
     {"corrigez les formules, puis exportez", "mend the formulas, then export"}},
    {"date.impossible",
     {"{0} : dates qui n'existent pas ({1})", "{0}: dates that do not exist ({1})"},
     {"corrigez-les à la source", "correct them at the source"}},
    {"date.ambiguous",
     {"{0} : rien ne dit lequel est le jour, lequel le mois ({1})",
      "{0}: nothing tells day from month ({1})"},
     {"écrivez les dates AAAA-MM-JJ", "write dates as YYYY-MM-DD"}},
    {"date.future",
     {"{0} : naissances à venir ({1})", "{0}: births in the future ({1})"},
     {"corrigez-les à la source", "correct them at the source"}},
    {"date.mixed",
     {"{0} : plusieurs écritures de dates cohabitent ({1} hors de la plus courante)",
      "{0}: dates are written in several ways ({1} not in the most common one)"},
     {"écrivez toutes les dates AAAA-MM-JJ", "write every date as YYYY-MM-DD"}},
    {"rule.start_end",
     {"{0} : fin avant le début de la même ligne ({1})",
      "{0}: an end before the start of the same row ({1})"},
     {"corrigez les dates à la source", "correct the dates at the source"}},
    {"rule.nir_sex",
     {"{0} : autre sexe que celui du NIR de la même ligne ({1})",
      "{0}: another sex than that of the NIR of the same row ({1})"},
     {"vérifiez les deux colonnes à la source", "check both columns at the source"}},
    {"rule.nir_birth",
     {"{0} : autre année ou autre mois que ceux du NIR de la même ligne ({1})",
      "{0}: another year or month than those of the NIR of the same row ({1})"},
     {"vérifiez les deux colonnes à la source", "check both columns at the source"}},
    {"rule.birth_age",
     {"{0} : autre âge que celui de la date de naissance de la même ligne ({1})",
      "{0}: another age than the birth date of the same row gives ({1})"},
     {"vérifiez les deux colonnes à la source", "check both columns at the source"}},
    {"rule.birth_death",
     {"{0} : décès avant la naissance de la même ligne ({1})",
      "{0}: a death before the birth of the same row ({1})"},
     {"corrigez les dates à la source", "correct the dates at the source"}},
    {"rule.postcode_commune",
     {"{0} : commune qui n'a pas le code postal de la même ligne ({1})",
      "{0}: a commune without the postcode of the same row ({1})"},
     {"vérifiez le code postal et la commune", "check the postcode and the commune"}},
    {"rule.postcode_insee",
     {"{0} : code INSEE d'une commune qui n'a pas le code postal de la même ligne ({1})",
      "{0}: INSEE code of a commune without the postcode of the same row ({1})"},
     {"vérifiez le code postal et le code INSEE", "check the postcode and the INSEE code"}},
    {"rule.insee_commune",
     {"{0} : autre commune que celle du code INSEE de la même ligne ({1})",
      "{0}: another commune than that of the INSEE code of the same row ({1})"},
     {"vérifiez le code INSEE et la commune", "check the INSEE code and the commune"}},
    {"rule.part_whole",
     {"{0} : total plus petit que la partie sur la même ligne ({1})",
      "{0}: a whole smaller than its part on the same row ({1})"},
     {"vérifiez les deux nombres à la source", "check both numbers at the source"}},
    {"rule.min_max",
     {"{0} : maximum plus petit que le minimum de la même ligne ({1})",
      "{0}: a maximum below the minimum of the same row ({1})"},
     {"vérifiez les deux nombres à la source", "check both numbers at the source"}},
    {"key.broken",
     {"{0} : identifiant vide ou répété ({1})", "{0}: empty or repeated identifier ({1})"},
     {"donnez à chaque ligne son identifiant, ou retirez les doublons",
      "give every row its identifier, or remove the duplicates"}},
    {"code.unknown",
     {"{0} : codes absents de la liste officielle ({1})",
      "{0}: codes that the official list does not hold ({1})"},
     {"vérifiez-les (zéro initial perdu, ancien code, faute de frappe)",
      "check them (leading zero lost, former code, typing error)"}},
    {"label.differs",
     {"{0} : autre libellé que celui que porte le plus souvent le même code ({1})",
      "{0}: another label than the one that the same code mostly has ({1})"},
     {"écrivez un seul libellé par code", "write one label a code"}},
    {"column.empty",
     {"{0} : colonne vide ({1})", "{0}: empty column ({1})"},
     {"retirez-la si elle ne sert pas (minimisation, RGPD art. 5(1)(c))",
      "remove it when it is of no use (minimisation, GDPR art. 5(1)(c))"}},
    {"column.constant",
     {"{0} : la même valeur partout ({1})", "{0}: one value throughout ({1})"},
     {"retirez-la si elle ne sert pas (minimisation, RGPD art. 5(1)(c))",
      "remove it when it is of no use (minimisation, GDPR art. 5(1)(c))"}},
};

// One sentence for a measure of the table that found something.
void add_measure(const QualityMeasure& measure, std::vector<Text>& out) {
  const std::uint64_t missing = measure.of - measure.counted;
  if (measure.key == "duplicate_rows_loose" && measure.counted > 0)
    out.push_back(counted(measure.counted,
                          {"ligne en double à la casse, aux accents ou à un numéro près.",
                           "duplicate row but for case, accents or a number."},
                          {"lignes en double à la casse, aux accents ou à un numéro près.",
                           "duplicate rows but for case, accents or a number."}));
  else if (measure.key == "duplicate_entities" && measure.counted > 0)
    out.push_back(counted(measure.counted,
                          {"ligne décrit une personne déjà présente plus haut, à vérifier.",
                           "row describes a person who is already above, to be checked."},
                          {"lignes décrivent une personne déjà présente plus haut, à vérifier.",
                           "rows describe a person who is already above, to be checked."}));
  else if (measure.key == "structure" && missing > 0)
    out.push_back(counted(missing,
                          {"ligne n'a pas le nombre de cellules attendu.",
                           "row does not have the expected number of cells."},
                          {"lignes n'ont pas le nombre de cellules attendu.",
                           "rows do not have the expected number of cells."}));
  else if (measure.key == "headers" && missing > 0)
    out.push_back(counted(missing,
                          {"colonne n'a pas de nom, ou le partage avec une autre.",
                           "column has no name, or shares it with another one."},
                          {"colonnes n'ont pas de nom, ou le partagent avec une autre.",
                           "columns have no name, or share it with another one."}));
  else if (measure.key == "truncation" && measure.counted > 0)
    out.push_back(
        {"Le nombre de lignes est celui où s'arrête un tableur : le fichier est peut-être "
         "coupé.",
         "The number of rows is where a spreadsheet stops: the file may be cut."});
}

// Before the fault, where a use makes it grave.
Text severity_in_words(FaultSeverity severity) {
  switch (severity) {
    case FaultSeverity::critical:
      return {"Bloquant. ", "Blocking. "};
    case FaultSeverity::major:
      return {"À surveiller. ", "To be watched. "};
    case FaultSeverity::minor:
    case FaultSeverity::info:
      break;
  }
  return {"", ""};
}

Text quality_finding_in_words(const TableScan& table, const QualityFinding& finding) {
  const Text name = display_name(table, finding.column);
  const Text cells = finding.code == "code.unknown"
                         ? counted(finding.cells, {"valeur", "value"}, {"valeurs", "values"})
                         : counted(finding.cells, {"cellule", "cell"}, {"cellules", "cells"});
  const Text grave = severity_in_words(finding.severity);
  for (const QualityWords& words : kQualityWords)
    if (words.code == finding.code) {
      const Text problem = words.problem.text(), remedy = words.remedy.text();
      return grave + Text{format_text(problem, {name.fr, cells.fr}).fr + " ; " + remedy.fr + ".",
                          format_text(problem, {name.en, cells.en}).en + "; " + remedy.en + "."};
    }
  return plain(finding.code + ".");
}

}  // namespace

std::vector<Text> quality_in_words(const TableAudit& audit) {
  const TableScan& table = audit.scan;
  if (table.rows == 0)
    return {};
  const Text filled = share_in_words(table.quality.completeness);
  std::vector<Text> out = quality_status_in_words(audit);
  out.push_back(
      {filled.fr + " des cellules sont remplies.", filled.en + " of the cells are filled."});
  if (table.quality.duplicate_rows == 0)
    out.push_back(
        {"Aucune ligne en double parmi les lignes lues.", "No duplicate among the rows read."});
  else
    out.push_back(counted(table.quality.duplicate_rows, {"ligne en double.", "duplicate row."},
                          {"lignes en double.", "duplicate rows."}));
  for (const QualityMeasure& measure : audit.measures)
    if (!measure.column)
      add_measure(measure, out);
  for (Text& line : row_measures_in_words(audit))
    out.push_back(std::move(line));
  for (const QualityFinding& finding : table.quality.findings)
    out.push_back(quality_finding_in_words(table, finding));
  return out;
}

}  // namespace aval
