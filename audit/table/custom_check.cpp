#include "audit/table/custom_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "audit/base/text.h"
#include "audit/table/opening_hours.h"

namespace aval {
namespace {

using Fault = std::optional<Text>;
using Cells = std::span<const std::string_view>;

Fault unless(bool holds, Text fault) {
  return holds ? Fault() : Fault(std::move(fault));
}

std::optional<double> number_of(std::string_view cell) {
  std::string text(trim(cell));
  std::replace(text.begin(), text.end(), ',', '.');
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

Fault siret_fault(const CustomCheckRule&, Cells cells, const NumberTest& is_valid) {
  return unless(is_valid("siret", cells[0]),
                {"ce n'est pas un SIRET valide (14 chiffres dont une clé, insee.fr, définition "
                 "« SIRET »)",
                 "not a valid SIRET (14 digits with a check digit, insee.fr, definition 'SIRET')"});
}

Fault siren_fault(const CustomCheckRule&, Cells cells, const NumberTest& is_valid) {
  return unless(is_valid("siren", cells[0]),
                {"ce n'est pas un SIREN valide (9 chiffres dont une clé, insee.fr, définition "
                 "« SIREN »)",
                 "not a valid SIREN (9 digits with a check digit, insee.fr, definition 'SIREN')"});
}

Fault phone_fault(const CustomCheckRule&, Cells cells, const NumberTest& is_valid) {
  return unless(is_valid("phone", cells[0]),
                {"ce n'est pas un numéro de téléphone français ou international",
                 "not a French or international telephone number"});
}

// Rounded outwards to a tenth of a degree from the outlines of ADMIN EXPRESS (IGN).
struct GeoBox {
  double west, south, east, north;
};
constexpr std::array<GeoBox, 9> kFrance = {{
    {-5.2, 41.3, 9.6, 51.2},      // metropolitan France and Corsica
    {-61.9, 15.8, -61.0, 16.6},   // Guadeloupe
    {-61.3, 14.3, -60.8, 14.9},   // Martinique
    {-54.7, 2.1, -51.6, 5.8},     // Guyane
    {55.2, -21.4, 55.9, -20.8},   // La Réunion
    {45.0, -13.1, 45.3, -12.6},   // Mayotte
    {-56.5, 46.7, -56.1, 47.2},   // Saint-Pierre-et-Miquelon
    {-63.2, 17.8, -62.7, 18.2},   // Saint-Martin, Saint-Barthélemy
    {158.2, -22.8, 172.1, -17.9}  // Nouvelle-Calédonie
}};

bool is_in_france(double longitude, double latitude) {
  return std::any_of(kFrance.begin(), kFrance.end(), [&](const GeoBox& box) {
    return longitude >= box.west && longitude <= box.east && latitude >= box.south &&
           latitude <= box.north;
  });
}

Fault coordinates_fault(const CustomCheckRule&, Cells cells, const NumberTest&) {
  std::string_view text = trim(cells[0]);
  if (text.starts_with('[') && text.ends_with(']'))
    text = text.substr(1, text.size() - 2);
  const auto parts = split(text, ',');
  const auto first = parts.size() == 2 ? number_of(parts[0]) : std::nullopt;
  const auto second = parts.size() == 2 ? number_of(parts[1]) : std::nullopt;
  if (!first || !second)
    return Text{"ces coordonnées ne sont pas de la forme [longitude,latitude]",
                "these coordinates are not of the form [longitude,latitude]"};
  if (is_in_france(*first, *second))
    return std::nullopt;
  if (is_in_france(*second, *first))
    return Text{"latitude et longitude sont inversées : écrivez [longitude,latitude]",
                "latitude and longitude are swapped: write [longitude,latitude]"};
  return Text{"ces coordonnées ne sont pas en France", "these coordinates are not in France"};
}

Fault hours_fault(const CustomCheckRule&, Cells cells, const NumberTest&) {
  return unless(is_opening_hours(cells[0]),
                {"ces horaires ne suivent pas la forme d'OpenStreetMap (« Mo-Fr 09:00-17:00 »)",
                 "these hours do not follow the form of OpenStreetMap ('Mo-Fr 09:00-17:00')"});
}

// The headings of the nomenclature @CTES of the prefectures, folded.
constexpr std::array<std::string_view, 9> kActHeadings = {
    "commande publique",
    "urbanisme",
    "domaine et patrimoine",
    "fonction publique",
    "institutions et vie politique",
    "libertes publiques et pouvoirs de police",
    "finances locales",
    "domaines de competences par themes",
    "autres domaines de competences"};

Fault act_heading_fault(const CustomCheckRule&, Cells cells, const NumberTest&) {
  const std::size_t slash = cells[0].find('/');
  if (slash == std::string_view::npos)
    return Text{"il manque le signe « / » entre la rubrique de la nomenclature Actes et la matière",
                "the sign '/' between the heading of the nomenclature Actes and the matter is "
                "missing"};
  const std::string heading = fold(trim(cells[0].substr(0, slash)));
  return unless(std::find(kActHeadings.begin(), kActHeadings.end(), heading) != kActHeadings.end(),
                {"ce qui précède « / » n'est aucune des neuf rubriques de la nomenclature Actes",
                 "what stands before '/' is none of the nine headings of the nomenclature Actes"});
}

bool is_year(std::string_view text) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Fault year_interval_fault(const CustomCheckRule& rule, Cells cells, const NumberTest&) {
  const std::string_view text = trim(cells[0]);
  if (rule.year_may_stand && is_year(text))
    return std::nullopt;
  const auto parts = split(text, '/');
  if (parts.size() != 2 || !is_year(parts[0]) || !is_year(parts[1]))
    return rule.year_may_stand ? Text{"ce n'est ni une année (aaaa) ni un intervalle aaaa/aaaa",
                                      "neither a year (yyyy) nor an interval yyyy/yyyy"}
                               : Text{"ce n'est pas un intervalle d'années aaaa/aaaa",
                                      "not an interval of years yyyy/yyyy"};
  return unless(parts[0] < parts[1], {"la seconde année doit suivre la première",
                                      "the second year must be after the first"});
}

std::string names_after_first(const CustomCheckRule& rule) {
  return join({rule.columns.begin() + 1, rule.columns.end()}, ", ");
}

Fault cohesive_fault(const CustomCheckRule& rule, Cells cells, const NumberTest&) {
  const auto filled = std::count_if(cells.begin(), cells.end(),
                                    [](std::string_view cell) { return !cell.empty(); });
  return unless(filled == 0 || static_cast<std::size_t>(filled) == cells.size(),
                format_text({"cette colonne et {0} doivent être toutes remplies ou toutes vides",
                             "this column and {0} must be all filled or all empty"},
                            {names_after_first(rule)}));
}

bool holds(const std::string& comparison, int order) {
  if (comparison == "<")
    return order < 0;
  if (comparison == "<=")
    return order <= 0;
  if (comparison == ">")
    return order > 0;
  if (comparison == ">=")
    return order >= 0;
  return order == 0;
}

Fault compare_fault(const CustomCheckRule& rule, Cells cells, const NumberTest&) {
  if (cells[0].empty() || cells[1].empty())
    return std::nullopt;
  const auto first = number_of(cells[0]), second = number_of(cells[1]);
  const int order = first && second ? (*first < *second) ? -1 : (*first > *second ? 1 : 0)
                                    : cells[0].compare(cells[1]);
  return unless(holds(rule.comparison, order),
                format_text({"la valeur doit être {0} celle de « {1} »",
                             "the value must be {0} that of '{1}'"},
                            {rule.comparison, rule.columns[1]}));
}

Fault sum_fault(const CustomCheckRule& rule, Cells cells, const NumberTest&) {
  if (cells[0].empty())
    return std::nullopt;
  double sum = 0;
  for (const std::string_view cell : cells.subspan(1)) {
    const auto part = cell.empty() ? std::optional<double>(0) : number_of(cell);
    if (!part)
      return Text{"une des colonnes à additionner ne contient pas un nombre",
                  "one of the columns to add up holds no number"};
    sum += *part;
  }
  const auto total = number_of(cells[0]);
  if (!total)
    return Text{"le total n'est pas un nombre", "the total is no number"};
  // Amounts are written to the cent: a millionth is an artefact of binary fractions.
  return unless(
      std::fabs(*total - sum) <= 1e-6 * std::max(1.0, std::fabs(sum)),
      format_text({"le total diffère de la somme de {0}", "the total differs from the sum of {0}"},
                  {names_after_first(rule)}));
}

Fault one_of_fault(const CustomCheckRule& rule, Cells cells, const NumberTest&) {
  return unless(
      std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return !cell.empty(); }),
      format_text({"au moins une de ces colonnes doit être remplie : {0}",
                   "at least one of these columns must be filled: {0}"},
                  {join(rule.columns, ", ")}));
}

// Names and parameters as documented by Validata; sorted by name.
constexpr std::array<CustomCheckKind, 11> kChecks = {{
    {"cohesive-columns-value", 2, false, cohesive_fault},
    {"compare-columns-value", 2, false, compare_fault},
    {"french-gps-coordinates", 1, true, coordinates_fault},
    {"french-siren-value", 1, true, siren_fault},
    {"french-siret-value", 1, true, siret_fault},
    {"nomenclature-actes-value", 1, true, act_heading_fault},
    {"one-of-required", 2, false, one_of_fault},
    {"opening-hours-value", 1, true, hours_fault},
    {"phone-number-value", 1, true, phone_fault},
    {"sum-columns-value", 2, false, sum_fault},
    {"year-interval-value", 1, true, year_interval_fault},
}};

}  // namespace

const CustomCheckKind* find_custom_check(std::string_view name) {
  const auto found = std::find_if(kChecks.begin(), kChecks.end(),
                                  [&](const CustomCheckKind& kind) { return kind.name == name; });
  return found == kChecks.end() ? nullptr : &*found;
}

}  // namespace aval
