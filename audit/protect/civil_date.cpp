#include "audit/protect/civil_date.h"

#include <array>
#include <chrono>

#include "rules/validators/calendar.h"

namespace aval {
namespace {

// The three numbers of a date and the signs between them.
struct Parts {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> digits{};
  char sign = 0;
};

std::optional<Parts> split_date(std::string_view text) {
  Parts parts;
  std::size_t part = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++parts.digits[part] > 4)
        return std::nullopt;
      parts.numbers[part] = parts.numbers[part] * 10 + (c - '0');
    } else if ((c == '/' || c == '-' || c == '.') && part < 2 && parts.digits[part] > 0 &&
               (parts.sign == 0 || parts.sign == c)) {
      parts.sign = c;
      ++part;
    } else {
      return std::nullopt;
    }
  }
  if (part != 2 || parts.digits[2] == 0)
    return std::nullopt;
  return parts;
}

std::optional<CivilDate> real_day(int year, int month, int day) {
  if (year < 1 || !is_calendar_day(year, month, day))
    return std::nullopt;
  return CivilDate{year, month, day};
}

bool is_time(std::string_view text) {
  return text.empty() || ((text[0] == 'T' || text[0] == ' ') && text.size() >= 5 &&
                          text.find_first_not_of("0123456789:.,+-TZ ") == std::string_view::npos);
}

std::optional<CivilDate> compact_date(std::string_view text) {
  if (text.size() != 8 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count))
      value = value * 10 + (c - '0');
    return value;
  };
  return real_day(number(0, 4), number(4, 2), number(6, 2));
}

}  // namespace

std::optional<CivilDate> parse_date(std::string_view text) {
  const std::size_t end = text.find_first_of("T ");
  if (end != std::string_view::npos) {
    if (!is_time(text.substr(end)))
      return std::nullopt;
    text = text.substr(0, end);
  }
  if (const auto compact = compact_date(text))
    return compact;
  const auto parts = split_date(text);
  if (!parts || parts->digits[1] > 2)
    return std::nullopt;
  const auto& numbers = parts->numbers;
  if (parts->digits[0] == 4 && parts->digits[2] <= 2 && parts->sign != '.')
    return real_day(numbers[0], numbers[1], numbers[2]);
  if (parts->digits[0] <= 2 && parts->digits[2] == 4)
    return real_day(numbers[2], numbers[1], numbers[0]);
  return std::nullopt;
}

std::string iso_date(const CivilDate& date) {
  std::string out = "0000-00-00";
  const auto put = [&out](std::size_t at, std::size_t count, int value) {
    for (std::size_t i = at + count; i-- > at; value /= 10)
      out[i] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, date.year);
  put(5, 2, date.month);
  put(8, 2, date.day);
  return out;
}

std::int64_t day_number(const CivilDate& date) {
  const std::chrono::year_month_day day{std::chrono::year(date.year),
                                        std::chrono::month(static_cast<unsigned>(date.month)),
                                        std::chrono::day(static_cast<unsigned>(date.day))};
  return std::chrono::sys_days(day).time_since_epoch().count();
}

CivilDate date_of_day(std::int64_t day) {
  const std::chrono::year_month_day date(
      std::chrono::sys_days(std::chrono::days(static_cast<int>(day))));
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

}  // namespace aval
