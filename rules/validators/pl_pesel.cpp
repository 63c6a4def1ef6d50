// The Polish national number: birth date (the century is in the month), serial, check digit.
#include "rules/validators/calendar.h"
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_pl_pesel(std::string_view value) {
  if (value.size() != 11 || !is_all_digits(value))
    return false;
  static constexpr int kWeights[] = {1, 3, 7, 9};
  static constexpr int kCenturies[] = {1900, 2000, 2100, 2200, 1800};  // month + 0, 20, 40, 60, 80
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i)
    sum += (value[i] - '0') * kWeights[i % 4];
  const int month = static_cast<int>(number_of(value.substr(2, 2)));
  const int year = kCenturies[month / 20] + static_cast<int>(number_of(value.substr(0, 2)));
  return is_calendar_day(year, month % 20, static_cast<int>(number_of(value.substr(4, 2)))) &&
         (10 - sum % 10) % 10 == value[10] - '0';
}

}  // namespace aval
