// A date of eight digits, day first or year first.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

bool is_day(int year, int month, int day) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1000 || year > 2200 || month < 1 || month > 12 || day < 1)
    return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

bool is_valid_date(std::string_view value) {
  if (value.size() > 8)
    value = value.substr(0, 8);
  if (value.size() != 8 || !is_all_digits(value))
    return false;
  const auto part = [&](std::size_t at, std::size_t count) {
    return static_cast<int>(number_of(value.substr(at, count)));
  };
  return is_day(part(4, 4), part(2, 2), part(0, 2)) || is_day(part(0, 4), part(4, 2), part(6, 2)) ||
         is_day(part(4, 4), part(0, 2), part(2, 2));
}

}  // namespace aval
