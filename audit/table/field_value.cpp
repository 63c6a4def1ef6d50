#include "audit/table/field_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

using Value = std::optional<FieldValue>;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

int days_of_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// What a pattern of strptime reads.
struct Moment {
  int year = 1900, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

bool is_possible(const Moment& moment) {
  return moment.year >= 1 && moment.month >= 1 && moment.month <= 12 && moment.day >= 1 &&
         moment.day <= days_of_month(moment.year, moment.month) && moment.hour < 24 &&
         moment.minute < 60 && moment.second < 61;
}

int* part_of(Moment& moment, char directive) {
  switch (directive) {
    case 'Y':
      return &moment.year;
    case 'm':
      return &moment.month;
    case 'd':
      return &moment.day;
    case 'H':
      return &moment.hour;
    case 'M':
      return &moment.minute;
    case 'S':
      return &moment.second;
    default:
      return nullptr;
  }
}

// Reads one number of at most `width` digits from the front of `text`.
bool take_number(std::string_view& text, std::size_t width, int& number) {
  std::size_t count = 0;
  number = 0;
  while (count < width && count < text.size() && is_digit(text[count]))
    number = number * 10 + (text[count++] - '0');
  text.remove_prefix(count);
  return count > 0;
}

// strptime with %Y %m %d %H %M %S %y; nothing when the text does not fit.
std::optional<Moment> read_moment(std::string_view text, std::string_view format) {
  Moment moment;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      if (text.empty() || text.front() != format[i])
        return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    const char directive = format[++i];
    int number = 0;
    if (!take_number(text, directive == 'Y' ? 4 : 2, number))
      return std::nullopt;
    if (directive == 'y')
      moment.year = number + (number < 69 ? 2000 : 1900);  // POSIX strptime
    else if (int* part = part_of(moment, directive))
      *part = number;
  }
  if (!text.empty() || !is_possible(moment))
    return std::nullopt;
  return moment;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string iso_text(const Moment& moment) {
  std::string year = std::to_string(moment.year);
  year.insert(0, 4 - std::min<std::size_t>(4, year.size()), '0');
  return year + "-" + two_digits(moment.month) + "-" + two_digits(moment.day) + "T" +
         two_digits(moment.hour) + ":" + two_digits(moment.minute) + ":" +
         two_digits(moment.second);
}

Value moment_value(std::string_view text, std::string_view format) {
  const auto moment = read_moment(text, format);
  return moment ? Value({std::nullopt, iso_text(*moment)}) : std::nullopt;
}

// The zone and the fraction of a second at the end of an ISO time, taken away.
std::string_view without_zone(std::string_view text) {
  if (text.ends_with('Z'))
    text.remove_suffix(1);
  else if (text.size() > 6 && text[text.size() - 3] == ':' &&
           (text[text.size() - 6] == '+' || text[text.size() - 6] == '-'))
    text.remove_suffix(6);
  if (const std::size_t dot = text.rfind('.');
      dot != std::string_view::npos && all_digits(text.substr(dot + 1)))
    text = text.substr(0, dot);
  return text;
}

Value any_moment(std::string_view text, std::initializer_list<const char*> formats) {
  for (const char* format : formats)
    if (auto value = moment_value(text, format))
      return value;
  return std::nullopt;
}

Value date_value(const FieldRules& field, std::string_view text) {
  if (field.format == "any")
    return any_moment(text, {"%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d"});
  if (!field.format.empty())
    return moment_value(text, field.format);
  return text.size() == 10 ? moment_value(text, "%Y-%m-%d") : std::nullopt;
}

Value datetime_value(const FieldRules& field, std::string_view text) {
  if (!field.format.empty() && field.format != "any")
    return moment_value(text, field.format);
  return any_moment(without_zone(text), {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M",
                                         "%Y-%m-%d %H:%M", "%Y-%m-%d"});
}

Value time_value(const FieldRules& field, std::string_view text) {
  if (!field.format.empty() && field.format != "any")
    return moment_value(text, field.format);
  return any_moment(without_zone(text), {"%H:%M:%S", "%H:%M"});
}

void remove_all(std::string& text, const std::string& part) {
  for (std::size_t at = part.empty() ? std::string::npos : text.find(part); at != std::string::npos;
       at = text.find(part, at))
    text.erase(at, part.size());
}

// The digits of a number among a unit or a currency.
std::string_view bare_part(std::string_view text) {
  const std::string_view kSigns = "+-0123456789.";
  const std::size_t first = text.find_first_of(kSigns);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_of("0123456789.") + 1 - first);
}

Value number_value(const FieldRules& field, std::string_view cell) {
  std::string text(cell);
  remove_all(text, field.group_char);
  if (field.decimal_char != "." && field.type == "number") {
    if (text.find('.') != std::string::npos)
      return std::nullopt;
    if (const std::size_t at = text.find(field.decimal_char); at != std::string::npos)
      text.replace(at, field.decimal_char.size(), ".");
  }
  std::string_view digits = field.bare_number ? std::string_view(text) : bare_part(text);
  if (digits.starts_with('+'))
    digits.remove_prefix(1);
  if (field.type == "integer" && !all_digits(digits.substr(digits.starts_with('-') ? 1 : 0)))
    return std::nullopt;
  if (digits == "NaN" || digits == "INF" || digits == "-INF")
    return FieldValue{std::nullopt, std::string(digits)};
  double number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size() || !std::isfinite(number))
    return std::nullopt;
  return FieldValue{number, std::string(digits)};
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find('.', at + 2) != std::string_view::npos && !text.ends_with('.') &&
         text.find_first_of(" \t,;<>") == std::string_view::npos;
}

bool is_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() &&
         text.find_first_of(" \t") == std::string_view::npos &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '+' ||
                  c == '-' || c == '.';
         });
}

bool is_uuid(std::string_view text) {
  std::string hex(text);
  std::erase(hex, '-');
  return hex.size() == 32 && std::all_of(hex.begin(), hex.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

// Base64 (RFC 4648).
bool is_base64(std::string_view text) {
  const std::size_t end = text.find_last_not_of('=') + 1;
  return text.size() % 4 == 0 && text.size() - end <= 2 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '+' ||
                  c == '/';
         });
}

bool fits_string_format(const FieldRules& field, std::string_view text) {
  if (field.format == "binary")
    return is_base64(text);
  if (field.format == "email")
    return is_email(text);
  if (field.format == "uri")
    return is_uri(text);
  return field.format != "uuid" || is_uuid(text);
}

bool is_json_of(std::string_view text, bool array) {
  const OrderedJson json = OrderedJson::parse(text, nullptr, false);
  return array ? json.is_array() : json.is_object();
}

// An object with the "type" of its standard.
bool is_geojson(const FieldRules& field, std::string_view text) {
  constexpr std::array<std::string_view, 9> kTypes = {
      "Point",        "MultiPoint",         "LineString", "MultiLineString",  "Polygon",
      "MultiPolygon", "GeometryCollection", "Feature",    "FeatureCollection"};
  const OrderedJson json = OrderedJson::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("type") || !json.at("type").is_string())
    return false;
  const auto& type = json.at("type").get_ref<const std::string&>();
  if (field.format == "topojson")
    return type == "Topology";
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

bool is_list(const FieldRules& field, std::string_view text) {
  if (field.item_type.empty() || field.delimiter.size() != 1)
    return true;
  FieldRules item;
  item.type = field.item_type;
  item.true_values = {"true", "True", "TRUE", "1"};
  item.false_values = {"false", "False", "FALSE", "0"};
  const auto parts = split(text, field.delimiter[0]);
  return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return read_field_value(item, part).has_value();
  });
}

bool is_coordinate(std::string_view text, double limit) {
  FieldRules number;
  number.type = "number";
  const Value value = number_value(number, trim(text));
  return value && value->number && std::fabs(*value->number) <= limit;
}

bool is_geopoint(const FieldRules& field, std::string_view text) {
  if (field.format == "object")
    return is_json_of(text, false);
  text = trim(text);
  if (field.format == "array") {
    if (!text.starts_with('[') || !text.ends_with(']'))
      return false;
    text = text.substr(1, text.size() - 2);
  }
  const auto parts = split(text, ',');
  return parts.size() == 2 && is_coordinate(parts[0], 180) && is_coordinate(parts[1], 90);
}

// ISO 8601: P3Y6M4DT12H30M5S, P2W.
bool is_duration(std::string_view text) {
  return text.size() > 2 && text.starts_with('P') && !is_digit(text.back()) &&
         text.find_first_not_of("0123456789.,YMWDTHS", 1) == std::string_view::npos;
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

Value when(bool holds, std::string_view text) {
  return holds ? Value({std::nullopt, std::string(text)}) : std::nullopt;
}

}  // namespace

bool can_check_format(const FieldRules& field) {
  const bool moment = field.type == "date" || field.type == "time" || field.type == "datetime";
  for (std::size_t at = moment ? field.format.find('%') : std::string::npos;
       at != std::string::npos && at + 1 < field.format.size(); at = field.format.find('%', at + 2))
    if (std::string_view("YmdHMSy").find(field.format[at + 1]) == std::string_view::npos)
      return false;
  return true;
}

Value read_field_value(const FieldRules& field, std::string_view text) {
  const std::string& type = field.type;
  if (!can_check_format(field))
    return when(true, text);
  if (type == "string")
    return when(fits_string_format(field, text), text);
  if (type == "number" || type == "integer")
    return number_value(field, text);
  if (type == "boolean")
    return when(contains(field.true_values, text) || contains(field.false_values, text), text);
  if (type == "date")
    return date_value(field, text);
  if (type == "datetime")
    return datetime_value(field, text);
  if (type == "time")
    return time_value(field, text);
  if (type == "year")
    return text.size() == 4 && all_digits(text) ? number_value(field, text) : std::nullopt;
  if (type == "yearmonth")
    return text.size() == 7 ? moment_value(text, "%Y-%m") : std::nullopt;
  if (type == "duration")
    return when(is_duration(text), text);
  if (type == "geopoint")
    return when(is_geopoint(field, text), text);
  if (type == "object")
    return when(is_json_of(text, false), text);
  if (type == "geojson")
    return when(is_geojson(field, text), text);
  if (type == "list")
    return when(is_list(field, text), text);
  if (type == "array")
    return when(is_json_of(text, true), text);
  return when(true, text);
}

std::string canonical_value(const FieldRules& field, std::string_view text) {
  const auto value = read_field_value(field, text);
  if (!value)
    return std::string(text);
  if (field.type == "integer" && value->text.front() != '-')  // exact whatever its size
    return value->text.substr(std::min(value->text.find_first_not_of('0'), value->text.size() - 1));
  if (!value->number)
    return value->text;
  char digits[32];
  const auto written = std::to_chars(digits, digits + sizeof digits, *value->number);
  return {digits, written.ptr};
}

std::size_t count_list_items(const FieldRules& field, std::string_view text) {
  return field.delimiter.size() == 1 ? split(text, field.delimiter[0]).size() : 1;
}

std::optional<int> compare_values(const FieldValue& a, const FieldValue& b) {
  if (a.number.has_value() != b.number.has_value())
    return std::nullopt;
  if (a.number)
    return *a.number < *b.number ? -1 : *a.number > *b.number ? 1 : 0;
  return a.text.compare(b.text);
}

}  // namespace aval
