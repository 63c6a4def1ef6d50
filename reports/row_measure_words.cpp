// What the measures of rows, keys, events and expected values say, in words.
#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

constexpr std::size_t kNamedColumns = 3;

Text names_of(const TableScan& table, const QualityMeasure& measure) {
  std::vector<Text> names;
  for (const std::size_t column : measure.columns)
    if (column < table.columns.size())
      names.push_back(display_name(table, column));
  return list_in_words(names, kNamedColumns);
}

// "Les colonnes rue et numéro désignent ensemble chaque ligne."
Text key_in_words(const TableScan& table, const QualityMeasure& measure) {
  return Text{"Aucune colonne ne désigne à elle seule chaque ligne ; ",
              "No single column tells every row from the others; "} +
         names_of(table, measure) + Text{" le font ensemble", " do so together"} +
         (measure.estimated
              ? Text{" (estimé sur un échantillon de lignes).", " (estimated on a sample of rows)."}
              : plain("."));
}

Text currentness_in_words(const TableScan& table, const QualityMeasure& measure) {
  const std::uint32_t months = measure.events->age_months;
  const Text age = months == 0 ? Text{"il y a moins d'un mois", "less than a month ago"}
                               : Text{"il y a ", ""} +
                                     counted(months, {"mois", "month"}, {"mois", "months"}) +
                                     Text{"", " ago"};
  const Text late = measure.value == 0.0 ? Text{" : plus tard que la fréquence annoncée.",
                                                ": later than the announced frequency."}
                                         : plain(".");
  return Text{"Dernier événement ", "Newest event "} + age + plain(" (") +
         names_of(table, measure) + plain(")") + late;
}

Text expected_in_words(const TableScan& table, const QualityMeasure& measure) {
  const Text name = names_of(table, measure) + Text{" : ", ": "};
  if (!measure.value)
    return name + Text{"valeurs attendues non comptées (trop de valeurs).",
                       "expected values not counted (too many values)."};
  return name + count_in_words(measure.counted) +
         Text{" valeurs présentes sur ", " values of the "} + count_in_words(measure.of) +
         Text{" attendues.", " expected are there."};
}

Text incomplete_in_words(const QualityMeasure& measure) {
  return counted(
      measure.of - measure.counted,
      {"ligne a un vide dans une colonne obligatoire.", "row has a gap in a required column."},
      {"lignes ont un vide dans une colonne obligatoire.",
       "rows have a gap in a required column."});
}

Text imprecise_in_words(const TableScan& table, const QualityMeasure& measure) {
  return display_name(table, *measure.column) + Text{" : ", ": "} +
         counted(measure.of - measure.counted,
                 {"valeur moins précise qu'attendu (cinq décimales de degré, jour d'une date).",
                  "value less precise than expected (five decimals of a degree, day of a date)."},
                 {"valeurs moins précises qu'attendu (cinq décimales de degré, jour d'une date).",
                  "values less precise than expected (five decimals of a degree, day of a date)."});
}

}  // namespace

std::vector<Text> row_measures_in_words(const TableAudit& audit) {
  std::vector<Text> out;
  for (const QualityMeasure& measure : audit.measures) {
    const bool short_of_all = measure.counted < measure.of;
    if (measure.key == "key" && measure.columns.size() > 1)
      out.push_back(key_in_words(audit.scan, measure));
    else if (measure.key == "complete_rows" && short_of_all)
      out.push_back(incomplete_in_words(measure));
    else if (measure.key == "currentness" && measure.events)
      out.push_back(currentness_in_words(audit.scan, measure));
    else if (measure.key == "expected_coverage")
      out.push_back(expected_in_words(audit.scan, measure));
    else if (measure.key == "precision" && measure.column && short_of_all)
      out.push_back(imprecise_in_words(audit.scan, measure));
  }
  return out;
}

}  // namespace aval
