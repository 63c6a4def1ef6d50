#include "policies/logic_dates.h"

#include <chrono>

namespace aval {
namespace {

using std::chrono::year_month_day;

std::optional<year_month_day> parse_date(const std::string& text) {
  const bool is_date = text.size() == 10 || (text.size() > 10 && text[10] == 'T');
  if (!is_date || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (text[i] < '0' || text[i] > '9')
      return std::nullopt;
  const year_month_day date{std::chrono::year(std::stoi(text.substr(0, 4))),
                            std::chrono::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))),
                            std::chrono::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string padded(unsigned number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

// ISO 8601 in four digits: dates outside the years 0 to 9999 have no form.
std::optional<std::string> format_date(const year_month_day& date) {
  if (static_cast<int>(date.year()) < 0 || static_cast<int>(date.year()) > 9999)
    return std::nullopt;
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2);
}

constexpr long kMostMonths = 12L * 10000;  // from one end of these years to the other
constexpr long kMostDays = 366L * 10000;

}  // namespace

std::optional<long> days_between(const std::string& from, const std::string& to) {
  const auto first = parse_date(from), second = parse_date(to);
  if (!first || !second)
    return std::nullopt;
  return (std::chrono::sys_days(*second) - std::chrono::sys_days(*first)).count();
}

std::optional<std::string> add_days(const std::string& date, long days) {
  const auto first = parse_date(date);
  if (!first || days > kMostDays || days < -kMostDays)
    return std::nullopt;
  return format_date(year_month_day(std::chrono::sys_days(*first) + std::chrono::days(days)));
}

std::optional<std::string> add_months(const std::string& date, long months) {
  const auto first = parse_date(date);
  if (!first || months > kMostMonths || months < -kMostMonths)
    return std::nullopt;
  year_month_day moved = *first + std::chrono::months(months);
  if (!moved.ok())
    moved = year_month_day(moved.year() / moved.month() / std::chrono::last);
  return format_date(moved);
}

}  // namespace aval
