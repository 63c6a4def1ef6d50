// The Luxembourg national number: birth date 8, serial 3, then a Luhn and a Verhoeff digit, both
// over the first eleven.
#include "rules/validators/calendar.h"
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_lu_matricule(std::string_view value) {
  if (value.size() != 13 || !is_all_digits(value))
    return false;
  const auto part = [&](std::size_t at, std::size_t count) {
    return static_cast<int>(number_of(value.substr(at, count)));
  };
  return part(0, 4) >= 1800 && is_calendar_day(part(0, 4), part(4, 2), part(6, 2)) &&
         passes_luhn(value.substr(0, 12)) &&
         passes_verhoeff(std::string(value.substr(0, 11)) + value[12]);
}

}  // namespace aval
