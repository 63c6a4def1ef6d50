// How a table stands against the limits of a profile of quality, in words.
#include <array>

#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

struct MeasureWords {
  std::string_view key;
  Text name;
};

const std::array<MeasureWords, 35>& measure_words() {
  static const std::array<MeasureWords, 35> kWords = {{
      {"blank_rows", {"lignes vides", "blank rows"}},
      {"case_variants", {"variantes de casse et d'accents", "variants of case and accents"}},
      {"checksum", {"clés justes au-delà du hasard", "right check digits beyond chance"}},
      {"clean_text", {"texte sain", "clean text"}},
      {"complete_rows",
       {"lignes sans vide dans les colonnes obligatoires",
        "rows with every required column filled"}},
      {"completeness", {"cellules remplies", "filled cells"}},
      {"completeness_required",
       {"cellules remplies des colonnes obligatoires", "filled cells of the required columns"}},
      {"coverage", {"lignes lues", "rows read"}},
      {"currentness",
       {"données à jour à la fréquence annoncée", "data as recent as the announced frequency"}},
      {"dependencies",
       {"libellés autres que celui de leur code", "labels other than that of their code"}},
      {"documented", {"description de la colonne", "description of the column"}},
      {"documented_columns", {"colonnes décrites", "described columns"}},
      {"duplicate_entities",
       {"personnes en double, à vérifier", "people described twice, to be checked"}},
      {"duplicate_rows", {"lignes en double", "duplicate rows"}},
      {"duplicate_rows_loose", {"lignes presque en double", "near duplicate rows"}},
      {"expected_coverage", {"valeurs attendues présentes", "expected values present"}},
      {"format_consistency", {"dates écrites de la même façon", "dates written alike"}},
      {"future_dates", {"dates à venir", "future dates"}},
      {"headers", {"en-têtes justes", "sound headers"}},
      {"iso_dates", {"dates écrites AAAA-MM-JJ", "dates written YYYY-MM-DD"}},
      {"key", {"une clé", "a key"}},
      {"keys_broken",
       {"lignes dont la clé est vide ou répétée", "rows whose key is empty or repeated"}},
      {"outliers", {"nombres loin des autres", "numbers far from the others"}},
      {"plausibility", {"naissances possibles", "possible births"}},
      {"possible_dates", {"dates du calendrier", "dates of the calendar"}},
      {"precision", {"valeurs assez précises", "values precise enough"}},
      {"readable_text", {"texte lisible", "readable text"}},
      {"references", {"codes connus des listes officielles", "codes known to official lists"}},
      {"rules",
       {"lignes qui suivent les règles entre colonnes",
        "rows that keep the rules between columns"}},
      {"schema_conformity", {"lignes conformes au schéma", "rows that agree with the schema"}},
      {"structure", {"lignes de la bonne largeur", "rows of the right width"}},
      {"truncation", {"lignes coupées par un tableur", "rows cut by a spreadsheet"}},
      {"type_purity", {"cellules du type le plus courant", "cells of the most common type"}},
      {"uniqueness", {"valeurs différentes", "different values"}},
      {"validity", {"numéros et adresses valides", "valid numbers and addresses"}},
  }};
  return kWords;
}

bool falls_short(const QualityMeasure& measure) {
  return measure.status == QualityStatus::watch || measure.status == QualityStatus::insufficient ||
         measure.status == QualityStatus::unknown;
}

// "Numéros et adresses valides (siret) : 92 %, il faut au moins 99 % ; à surveiller."
Text shortfall_in_words(const TableScan& table, const QualityMeasure& measure) {
  Text name = capitalized_text(measure_in_words(measure.key));
  if (measure.column)
    name = name + plain(" (") + display_name(table, *measure.column) + plain(")");
  const Text value = measure.value && measure.status != QualityStatus::unknown
                         ? share_in_words(*measure.value)
                         : Text{"non mesuré", "not measured"};
  const Text limit = limit_in_words(measure), status = status_in_words(measure.status);
  const Text confirm =
      measure.to_confirm ? Text{" (limite à confirmer)", " (limit to be confirmed)"} : Text{"", ""};
  return name + Text{" : ", ": "} + value + Text{", il faut ", ", needed: "} + limit + confirm +
         Text{" ; ", "; "} + status + plain(".");
}

}  // namespace

Text measure_in_words(std::string_view key) {
  for (const MeasureWords& words : measure_words())
    if (words.key == key)
      return words.name;
  return plain(key);
}

Text status_in_words(QualityStatus status) {
  switch (status) {
    case QualityStatus::none:
      return {"sans limite", "no limit"};
    case QualityStatus::ok:
      return {"bon", "good"};
    case QualityStatus::watch:
      return {"à surveiller", "to be watched"};
    case QualityStatus::insufficient:
      return {"insuffisant", "insufficient"};
    case QualityStatus::unknown:
      return {"inconnu", "unknown"};
  }
  return {"", ""};
}

Text limit_in_words(const QualityMeasure& measure) {
  const Text share = share_in_words(measure.limit.value_or(0));
  return (measure.at_most ? Text{"au plus ", "at most "} : Text{"au moins ", "at least "}) + share;
}

std::vector<Text> quality_status_in_words(const TableAudit& audit) {
  if (audit.quality_profile.empty())
    return {};
  const Text status = status_in_words(audit.quality_status);
  std::vector<Text> out = {Text{"Qualité pour l'usage « ", "Quality for the use '"} +
                           plain(audit.quality_profile) + Text{" » : ", "': "} + status +
                           plain(".")};
  for (const QualityMeasure& measure : audit.measures)
    if (falls_short(measure))
      out.push_back(shortfall_in_words(audit.scan, measure));
  return out;
}

}  // namespace aval
