#include "audit/scan/ground_precision.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "audit/base/text.h"
#include "audit/scan/column_profile.h"
#include "audit/table/geometry_type.h"

namespace aval {
namespace {

// Metres of one degree of latitude on WGS 84, at 45° north: 111,132 (NIMA TR8350.2, radii of
// curvature). One of longitude is shorter by the cosine of the latitude, 0.69 in the middle of
// France: the larger one is told.
constexpr double kMetresOfDegree = 111132;
constexpr std::size_t kMaxCell = 1048576;
constexpr std::size_t kExactDigits = 15;      // that a 64-bit number always holds
constexpr std::size_t kExactInFloat = 9;      // that tell any 32-bit number
constexpr std::size_t kDigitsOfOrdinate = 5;  // of whole metres, at least

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Decimals of plain digits "12.340", zeros at the end left out.
int decimals_of_plain(std::string_view digits) {
  const std::size_t point = digits.find('.');
  if (point != std::string_view::npos) {
    const std::size_t last = digits.find_last_not_of('0');
    if (last != point)
      return static_cast<int>(last - point);
    digits = digits.substr(0, point);
  }
  const std::size_t last = digits.find_last_not_of('0');
  if (last == std::string_view::npos || !is_digit(digits[last]))
    return DecimalCounts::kFewest;
  return -static_cast<int>(digits.size() - 1 - last);
}

// The number without the digits that only its binary form makes.
std::string without_noise(double value, std::size_t digits) {
  std::array<char, 64> text{};
  if (digits > kExactInFloat && value == static_cast<double>(static_cast<float>(value))) {
    const auto end = std::to_chars(text.data(), text.data() + text.size(),
                                   static_cast<float>(value), std::chars_format::fixed);
    return {text.data(), end.ptr};
  }
  const auto exact = static_cast<int>(kExactDigits);
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::general, exact);
  return {text.data(), end.ptr};
}

}  // namespace

int decimals_used(std::string_view text, double number) {
  if (text.find_first_of("eE") != std::string_view::npos)
    return DecimalCounts::kMost;
  const auto digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  const bool may_be_noise = digits > kExactInFloat && text.find('.') != std::string_view::npos;
  return decimals_of_plain(may_be_noise ? without_noise(number, digits) : text);
}

namespace {

struct Ordinate {
  double value = 0;
  int decimals = 0;
};

// A number with a point and no group, "-12.5".
std::optional<Ordinate> ordinate_of(std::string_view token) {
  if (token.starts_with('+'))
    token.remove_prefix(1);
  Ordinate ordinate;
  const auto [end, failure] =
      std::from_chars(token.data(), token.data() + token.size(), ordinate.value);
  if (token.empty() || failure != std::errc() || end != token.data() + token.size() ||
      !std::isfinite(ordinate.value))
    return std::nullopt;
  ordinate.decimals = decimals_used(token, ordinate.value);
  return ordinate;
}

bool is_whole(std::string_view text, std::size_t fewest) {
  return text.size() >= fewest && std::all_of(text.begin(), text.end(), is_digit);
}

// "43,61": a comma for a point. Not "652381,6862047", two whole numbers of metres.
bool is_comma_number(std::string_view cell) {
  const std::size_t comma = cell.find(',');
  const std::string_view left = cell.substr(0, comma);
  const std::string_view right = comma == std::string_view::npos ? "" : cell.substr(comma + 1);
  const bool is_pair = is_whole(left, kDigitsOfOrdinate) && is_whole(right, kDigitsOfOrdinate);
  return is_whole(right, 1) && is_whole(left.substr(left.starts_with('-') ? 1 : 0), 1) && !is_pair;
}

// What is between the brackets of "POINT (3.87 43.61)"; the cell itself otherwise.
std::string_view without_type(std::string_view cell) {
  const std::size_t open = cell.find('(');
  return cell.starts_with('P') && open != std::string_view::npos ? cell.substr(open) : cell;
}

}  // namespace

std::optional<CellOrdinates> ordinates_of(std::string_view cell) {
  constexpr std::string_view kBetween = " ,;()[]\t\n";
  cell = without_type(cell.substr(0, kMaxCell));
  if (cell.empty() ||
      !(is_digit(cell[0]) || std::string_view("-+([").find(cell[0]) != std::string_view::npos))
    return std::nullopt;
  std::string pointed;
  if (is_comma_number(cell)) {
    pointed = cell;
    std::replace(pointed.begin(), pointed.end(), ',', '.');
    cell = pointed;
  }
  CellOrdinates found;
  std::size_t count = 0;
  found.decimals = DecimalCounts::kFewest;
  for (std::size_t place = cell.find_first_not_of(kBetween); place != std::string_view::npos;
       place = cell.find_first_not_of(kBetween, place)) {
    const std::size_t end = std::min(cell.find_first_of(kBetween, place), cell.size());
    const auto ordinate = ordinate_of(cell.substr(place, end - place));
    if (!ordinate)
      return std::nullopt;
    found.decimals = std::max(found.decimals, ordinate->decimals);
    if (count < 2)
      (count == 0 ? found.first : found.second) = ordinate->value;
    ++count;
    place = end;
  }
  found.is_position = count > 1;
  return count > 0 ? std::optional(found) : std::nullopt;
}

void DecimalCounts::add(int decimals, std::uint64_t cells_with_them) {
  cells.at(static_cast<std::size_t>(std::clamp(decimals, kFewest, kMost) - kFewest)) +=
      cells_with_them;
}

void DecimalCounts::merge(const DecimalCounts& other) {
  for (std::size_t index = 0; index < cells.size(); ++index)
    cells.at(index) += other.cells.at(index);
}

std::optional<int> DecimalCounts::used() const {
  std::uint64_t total = 0;
  for (const std::uint64_t count : cells)
    total += count;
  if (total == 0)
    return std::nullopt;
  std::uint64_t written = 0;
  int decimals = kFewest;
  for (const std::uint64_t count : cells) {
    written += count;
    if (written * 20 >= total * 19)
      break;
    ++decimals;
  }
  return decimals;
}

void OrdinateBounds::widen(double first, double second) {
  merge({0, first, first, second, second, true});
}

void OrdinateBounds::merge(const OrdinateBounds& other) {
  cells += other.cells;
  if (!other.has_any)
    return;
  if (!has_any) {
    const std::uint64_t counted = cells;
    *this = other;
    cells = counted;
    return;
  }
  min_first = std::min(min_first, other.min_first);
  max_first = std::max(max_first, other.max_first);
  min_second = std::min(min_second, other.min_second);
  max_second = std::max(max_second, other.max_second);
}

namespace {

bool is_within(double low, double high, std::pair<double, double> bounds) {
  return low >= bounds.first && high <= bounds.second;
}

// Metres of any projection in use: those of UTM south of the equator start at 10,000 km.
constexpr std::pair<double, double> kOrdinates = {-10100000, 10100000};

// RGF93 / Lambert-93 over metropolitan France (IGN): eastings and northings in metres.
constexpr std::pair<double, double> kEastings = {99000, 1300000};
constexpr std::pair<double, double> kNorthings = {6000000, 7200000};

bool is_lambert_93(const OrdinateBounds& bounds, bool has_both) {
  const bool east = is_within(bounds.min_first, bounds.max_first, kEastings);
  const bool north = is_within(bounds.min_first, bounds.max_first, kNorthings);
  return has_both ? east && is_within(bounds.min_second, bounds.max_second, kNorthings)
                  : east || north;
}

// "EPSG:2154 (RGF93 / Lambert-93)"; without the name where it is little known.
std::string named_system(const std::string& code) {
  using SystemName = std::pair<std::string_view, std::string_view>;
  constexpr std::array<SystemName, 9> kNames = {{{"4326", "WGS 84"},
                                                 {"2154", "RGF93 / Lambert-93"},
                                                 {"3857", "WGS 84 / Pseudo-Mercator"},
                                                 {"4171", "RGF93"},
                                                 {"4258", "ETRS89"},
                                                 {"27572", "NTF / Lambert II étendu"},
                                                 {"5490", "RGAF09 / UTM 20N"},
                                                 {"2972", "RGFG95 / UTM 22N"},
                                                 {"2975", "RGR92 / UTM 40S"}}};
  if (code.empty())
    return "";
  std::string name = "EPSG:" + code;
  for (const auto& [known, words] : kNames)
    if (code == known)
      name.append(" (").append(words).append(")");
  return name;
}

// "0,11 m", two digits that count.
std::string metres_text(double metres, char point) {
  const bool in_km = metres >= 1000;
  const double shown = in_km ? metres / 1000 : metres;
  const int decimals =
      shown >= 9.95 ? 0 : static_cast<int>(std::ceil(1 - std::log10(shown) - 1e-9));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, shown);
  std::string out = text.data();
  if (out.find('.') != std::string::npos)
    out.resize(out.find_last_not_of('0') + 1);
  if (out.ends_with('.'))
    out.pop_back();
  std::replace(out.begin(), out.end(), '.', point);
  return out + (in_km ? " km" : " m");
}

Text unit_in_words(const GroundPrecision& precision) {
  const std::string count = std::to_string(precision.decimals);
  if (precision.decimals <= 0)
    return precision.in_degrees ? Text{"degrés entiers", "whole degrees"}
                                : Text{"mètres entiers", "whole metres"};
  return precision.in_degrees
             ? format_text({"{0} décimales de degré", "{0} decimals of a degree"}, {count})
             : format_text({"{0} décimales de mètre", "{0} decimals of a metre"}, {count});
}

}  // namespace

std::optional<GroundPrecision> ground_precision(const ColumnProfile& profile,
                                                const TableColumn& column) {
  const auto decimals = profile.decimals.used();
  OrdinateBounds bounds = profile.positions;
  const bool has_both = bounds.cells * 2 > profile.filled;
  if (!has_both)
    bounds = {profile.numbers, profile.min_number, profile.max_number, 0, 0, true};
  if (!decimals || bounds.cells * 2 <= profile.filled)
    return std::nullopt;
  GroundPrecision precision;
  precision.decimals = *decimals;
  precision.in_degrees = is_within(bounds.min_first, bounds.max_first, {-180, 180}) &&
                         is_within(bounds.min_second, bounds.max_second, {-180, 180});
  // Numbers of districts and of buildings are no positions.
  const bool is_far = !is_within(bounds.min_first, bounds.max_first, kOrdinates) ||
                      !is_within(bounds.min_second, bounds.max_second, kOrdinates);
  if (is_far || (!has_both && precision.in_degrees && *decimals <= 0))
    return std::nullopt;
  precision.metres = std::pow(10.0, -*decimals) * (precision.in_degrees ? kMetresOfDegree : 1);
  std::string code = epsg_of_type(column.declared_type);
  precision.origin = code.empty() ? Origin::guessed : Origin::given;
  if (code.empty() && precision.in_degrees)
    code = "4326";
  else if (code.empty() && is_lambert_93(bounds, has_both))
    code = "2154";
  precision.reference_system = named_system(code);
  return precision;
}

Text precision_in_words(const GroundPrecision& precision) {
  const Text unit = unit_in_words(precision);
  Text words{"précision réelle " + metres_text(precision.metres, ',') + " (" + unit.fr + ")",
             "real precision " + metres_text(precision.metres, '.') + " (" + unit.en + ")"};
  if (precision.reference_system.empty())
    return words;
  const bool is_given = precision.origin == Origin::given;
  words.fr += (is_given ? ", système " : ", système supposé ") + precision.reference_system;
  words.en += (is_given ? ", system " : ", system presumed ") + precision.reference_system;
  return words;
}

}  // namespace aval
