// The Belgian national number.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_be_niss(std::string_view value) {
  if (value.size() != 11 || !is_all_digits(value))
    return false;
  const std::uint64_t number = number_of(value.substr(0, 9)), key = number_of(value.substr(9));
  const std::uint64_t month = number_of(value.substr(2, 2)) % 20,
                      day = number_of(value.substr(4, 2));
  return month <= 12 && day <= 31 &&
         (key == 97 - number % 97 || key == 97 - (number + 2000000000ULL) % 97);
}

}  // namespace aval
