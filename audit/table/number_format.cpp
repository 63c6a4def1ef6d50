#include "audit/table/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "audit/base/text.h"
#include "audit/table/number_text.h"

namespace aval {

namespace {

constexpr std::int64_t kSecondsOfDay = 86400;
constexpr std::int64_t kDaysTo1904 = 1462;   // from the 1900 to the 1904 system
constexpr std::int64_t kLastDay = 2958465;   // 9999-12-31
constexpr std::int64_t kFalseLeapDay = 60;   // 1900-02-29, which Excel counts
constexpr std::int64_t kDaysTo1970 = 25569;  // serial of 1970-01-01, after the false leap day
constexpr std::size_t kMaxDigits = 40;
constexpr char kElapsed = '\x01';

// The first section of a code without literals, colours and locales; elapsed times ([h]) become
// kElapsed.
std::string bare_code(std::string_view code) {
  std::string bare;
  for (std::size_t place = 0; place < code.size() && code[place] != ';'; ++place) {
    const char character = code[place];
    if (character == '"') {
      place = std::min(code.find('"', place + 1), code.size());
    } else if (character == '\\' || character == '_' || character == '*') {
      ++place;
    } else if (character == '[') {
      const std::size_t close = std::min(code.find(']', place), code.size());
      const std::string inside = to_lower_ascii(code.substr(place + 1, close - place - 1));
      if (!inside.empty() && inside.find_first_not_of(inside[0]) == std::string::npos &&
          std::string_view("hms").find(inside[0]) != std::string_view::npos)
        bare += kElapsed;
      place = close;
    } else {
      bare += character;
    }
  }
  return to_lower_ascii(bare);
}

// Fractions of a second are no digits of a number.
void drop_fraction(std::string& bare) {
  const std::size_t fraction = bare.find("s.0");
  if (fraction == std::string::npos)
    return;
  const std::size_t end = bare.find_first_not_of('0', fraction + 2);
  bare.erase(fraction + 1, end == std::string::npos ? end : end - fraction - 1);
}

int least_digits_of(const std::string& bare) {
  const bool is_mask = bare.find_first_not_of("0#? -/()") == std::string::npos;
  const std::size_t first = bare.find('0');
  if (!is_mask || first == std::string::npos)
    return 0;
  int digits = 0;
  for (const char character : std::string_view(bare).substr(first))
    digits += character == '0' || character == '#' || character == '?' ? 1 : 0;
  return digits;
}

// Days since 1970-01-01 to a date (Howard Hinnant, "chrono-compatible low-level date algorithms").
std::string civil_date(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t of_era = shifted - era * 146097;
  const std::int64_t year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_index = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * month_index + 2) / 5 + 1;
  const std::int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", static_cast<int>(year),
                static_cast<int>(month), static_cast<int>(day));
  return text.data();
}

std::string clock_time(std::int64_t seconds) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%02lld:%02d:%02d",
                static_cast<long long>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                static_cast<int>(seconds % 60));
  return text.data();
}

// In the 1900 system, whose day 1 is 1900-01-01 and day 60 a day that never was.
std::string serial_date(std::int64_t day) {
  if (day == kFalseLeapDay)
    return "1900-02-29";
  return civil_date(day - kDaysTo1970 + (day < kFalseLeapDay ? 1 : 0));
}

// None when the number is no date of that system: it then stays a number.
std::optional<std::string> serial_text(double serial, FormatKind kind, bool from_1904) {
  if (!(serial >= 0) || serial >= static_cast<double>(kLastDay + 1))
    return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * kSecondsOfDay));
  if (kind == FormatKind::duration || (kind == FormatKind::time && seconds < kSecondsOfDay))
    return clock_time(seconds);
  const std::int64_t day = seconds / kSecondsOfDay + (from_1904 ? kDaysTo1904 : 0);
  if (day < 1 || day > kLastDay)
    return std::nullopt;
  const std::int64_t time = seconds % kSecondsOfDay;
  const std::string date = serial_date(day);
  return kind == FormatKind::date && time == 0 ? date : date + " " + clock_time(time);
}

std::string padded(std::string text, int least_digits) {
  const bool is_whole = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  const auto least = static_cast<std::size_t>(least_digits);
  if (is_whole && text.size() < least && least <= kMaxDigits)
    text.insert(0, least - text.size(), '0');
  return text;
}

}  // namespace

NumberFormat read_format_code(std::string_view code) {
  std::string bare = bare_code(code);
  const std::string_view lower = bare;
  if (lower == "general" || lower == "standard" || lower == "@" || lower.empty())
    return {};
  if (bare.find(kElapsed) != std::string::npos)
    return {FormatKind::duration, 0};
  drop_fraction(bare);
  const auto holds = [&](std::string_view letters) {
    return bare.find_first_of(letters) != std::string::npos;
  };
  const bool is_number = holds("0#?");
  if (is_number)
    return {FormatKind::number, least_digits_of(bare)};
  const bool has_time = holds("hs") || bare.find("am/pm") != std::string::npos;
  const bool has_day = holds("ydj") || bare.find("aa") != std::string::npos;
  if (has_day || (holds("m") && !has_time))
    return {has_time ? FormatKind::date_time : FormatKind::date, 0};
  return {has_time ? FormatKind::time : FormatKind::number, 0};
}

// ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 everywhere; 27 to 36 and 50 to 58 are dates in
// East Asian locales.
NumberFormat builtin_format(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    return {FormatKind::date, 0};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
    return {FormatKind::time, 0};
  if (id == 22)
    return {FormatKind::date_time, 0};
  return {id == 46 ? FormatKind::duration : FormatKind::number, 0};
}

std::string format_number(std::string_view text, const NumberFormat& format, bool from_1904) {
  if (format.kind == FormatKind::number)
    return padded(plain_number(text), format.least_digits);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc() && result.ptr == text.data() + text.size())
    if (const auto date = serial_text(value, format.kind, from_1904))
      return *date;
  return plain_number(text);
}

std::string iso_date(std::string_view text) {
  std::string date(text);
  if (!date.empty() && date.back() == 'Z')
    date.pop_back();
  const std::size_t mark = date.find('T');
  if (mark == std::string::npos)
    return date;
  date[mark] = ' ';
  const std::size_t end = date.find_last_not_of('0');
  if (date[end] == '.')
    date.resize(end);
  constexpr std::string_view kMidnight = " 00:00:00";
  if (date.ends_with(kMidnight))
    date.resize(date.size() - kMidnight.size());
  return date;
}

std::string iso_time(std::string_view text) {
  if (text.substr(0, 2) != "PT")
    return std::string(text);
  std::int64_t seconds = 0;
  for (std::size_t place = 2; place < text.size();) {
    double amount = 0;
    const auto result = std::from_chars(text.data() + place, text.data() + text.size(), amount);
    const auto unit = static_cast<std::size_t>(result.ptr - text.data());
    if (result.ec != std::errc() || unit >= text.size() || !(amount >= 0 && amount < 1e9))
      return std::string(text);
    const int scale = text[unit] == 'H' ? 3600 : text[unit] == 'M' ? 60 : 1;
    seconds += std::llround(amount * scale);
    place = unit + 1;
  }
  return clock_time(seconds);
}

}  // namespace aval
