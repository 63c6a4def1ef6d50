#include "audit/protect/value_levels.h"

#include <algorithm>
#include <memory>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/protect/areas.h"
#include "audit/protect/civil_date.h"
#include "audit/protect/decimal.h"
#include "audit/protect/field_form.h"
#include "audit/protect/hierarchy.h"

namespace aval {
namespace {

using Labels = std::vector<std::string>;

// Homonyms beyond that many communes say nothing of a place.
constexpr std::size_t kMostHomonyms = 4;

// Levels that hierarchy.h has.
ValueLevels known_levels(const std::string& hierarchy, const std::vector<std::string>& names) {
  std::vector<std::function<bool(std::string_view, std::string&)>> each;
  for (const std::string& name : names)
    each.push_back(built_in_hierarchy(hierarchy, name));
  return {hierarchy,
          names,
          [each](std::string_view value, Labels& labels) {
            labels.resize(each.size());
            for (std::size_t level = 0; level < each.size(); ++level)
              if (!each[level](value, labels[level]))
                return false;
            return true;
          },
          {},
          0};
}

ValueLevels area_levels(const std::string& hierarchy) {
  const auto areas = std::make_shared<const Areas>(load_areas());
  const bool by_postcode = hierarchy == "postcode";
  return {hierarchy,
          {"epci", "departement", "region"},
          [areas, by_postcode](std::string_view value, Labels& labels) {
            const std::vector<std::uint32_t> communes =
                by_postcode ? communes_of_postcode(*areas, value)
                            : communes_of_name_or_code(*areas, value);
            if (communes.empty() || (!by_postcode && communes.size() > kMostHomonyms))
              return false;
            labels = area_labels(*areas, communes);
            return true;
          },
          {},
          0};
}

std::int64_t floor_to(std::int64_t number, std::int64_t step) {
  const std::int64_t rest = number % step;
  return number - rest - (rest < 0 ? step : 0);
}

// In units of 10^-digits, rounded down; false when that does not fit 15 digits.
bool units_of(std::string_view text, unsigned digits, std::int64_t& units) {
  const auto number = parse_decimal(text);
  if (!number)
    return false;
  units = number->units;
  unsigned scale = number->scale;
  for (; scale > digits; --scale)
    units = floor_to(units, 10) / 10;
  for (; scale < digits; ++scale) {
    if (units > 99'999'999'999'999 || units < -99'999'999'999'999)
      return false;
    units *= 10;
  }
  return true;
}

std::string text_of(std::int64_t units, unsigned digits) {
  return decimal_text(Decimal{units, digits, '.'});
}

std::string interval(std::int64_t start, std::int64_t step, unsigned digits) {
  return "[" + text_of(start, digits) + ";" + text_of(start + step, digits) + "[";
}

// Latitude and longitude, or one of them: squares of 0.001, 0.01, 0.1 and 1 degree.
bool grid_labels(std::string_view value, Labels& labels) {
  constexpr unsigned kDigits = 3;
  std::vector<std::string_view> parts = {value};
  // One comma between two numbers with points, or with a blank after it.
  const std::size_t comma = value.find(',');
  if (comma != std::string_view::npos &&
      (value.find('.') < comma || value.substr(comma + 1).starts_with(' ')))
    parts = {trim(value.substr(0, comma)), trim(value.substr(comma + 1))};
  labels.assign(4, std::string());
  for (const std::string_view part : parts) {
    std::int64_t units = 0;
    if (!units_of(part, kDigits, units) || units < -360'000 || units > 360'000)
      return false;
    std::int64_t step = 1;
    for (std::string& label : labels) {
      label += (label.empty() ? "" : " ") + interval(floor_to(units, step), step, kDigits);
      step *= 10;
    }
  }
  return true;
}

bool number_labels(std::string_view value, Labels& labels) {
  std::int64_t units = 0;
  if (!units_of(value, 0, units))
    return false;
  labels.clear();
  for (std::int64_t step = 1; step <= 1'000'000'000; step *= 10)
    labels.push_back(interval(floor_to(units, step), step, 0));
  return true;
}

// "522a", "52A1", "52", "5": the second level has two digits where the code has.
bool pcs_labels(std::string_view value, Labels& labels) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (value.empty() || value.size() > 4 || value[0] < '1' || value[0] > '8' ||
      (value.size() > 1 && !is_digit(value[1])))
    return false;
  labels = {std::string(value.substr(0, 2)), std::string(value.substr(0, 1))};
  return true;
}

ValueLevels file_levels(const std::string& path) {
  auto file = std::make_shared<HierarchyFile>(read_hierarchy_file(path));
  ValueLevels result;
  result.hierarchy = path;
  result.leaves = file->leaves.size();
  for (std::size_t level = 1; level <= file->levels; ++level)
    result.names.push_back(std::to_string(level));
  result.leaves_below.resize(file->levels);
  for (const auto& [leaf, labels] : file->leaves)
    for (std::size_t level = 0; level < labels.size(); ++level)
      ++result.leaves_below[level][labels[level]];
  result.labels_of = [file](std::string_view value, Labels& labels) {
    std::string leaf;
    canonicalize(FieldForm::text, value, leaf);
    const auto found = file->leaves.find(leaf);
    if (found == file->leaves.end())
      return false;
    labels = found->second;
    return true;
  };
  return result;
}

double share_that_fits(const ValueLevels& levels, const std::vector<std::string>& values) {
  Labels labels;
  const auto fit = std::count_if(values.begin(), values.end(), [&](const std::string& value) {
    return levels.labels_of(value, labels);
  });
  return values.empty() ? 0 : static_cast<double>(fit) / static_cast<double>(values.size());
}

}  // namespace

ValueLevels levels_of(const std::string& hierarchy) {
  if (hierarchy == "date")
    return known_levels("date", {"month", "quarter", "year", "decade"});
  if (hierarchy == "age")
    return known_levels("age", {"5", "10", "20"});
  if (hierarchy == "postcode" || hierarchy == "commune")
    return area_levels(hierarchy);
  if (hierarchy == "grid")
    return {hierarchy, {"0.001", "0.01", "0.1", "1"}, grid_labels, {}, 0};
  if (hierarchy == "number")
    return {hierarchy,
            {"1", "10", "100", "1000", "10000", "100000", "1000000", "10000000", "100000000",
             "1000000000"},
            number_labels,
            {},
            0};
  if (hierarchy == "pcs")
    return {hierarchy, {"2", "1"}, pcs_labels, {}, 0};
  if (hierarchy == "none")
    return {hierarchy, {}, [](std::string_view, Labels&) { return true; }, {}, 0};
  return file_levels(hierarchy);
}

std::string hierarchy_for(std::string_view type, const std::vector<std::string>& values) {
  constexpr double kEnough = 0.8;  // of the distinct values
  std::vector<std::string> candidates;
  if (type == "birth_date" || type == "date_event")
    candidates = {"date", "number"};  // a year of birth is a number
  else if (type == "age")
    candidates = {"age", "number"};
  else if (type == "postcode_city" || type == "birth_place")
    candidates = {"postcode", "commune"};
  else if (type == "geo_precise" || type == "geo_place")
    candidates = {"grid", "commune"};
  else if (type == "profession")
    candidates = {"pcs"};
  else if (type == "income")
    candidates = {"number"};
  for (const std::string& candidate : candidates)
    if (share_that_fits(levels_of(candidate), values) >= kEnough)
      return candidate;
  return "none";
}

}  // namespace aval
