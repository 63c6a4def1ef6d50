// The number of a taxpayer: 13 digits, the first 0 to 3.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_spi(std::string_view value) {
  return value.size() == 13 && is_all_digits(value) && value[0] <= '3' &&
         remainder_of(value.substr(0, 10), 511) == number_of(value.substr(10));
}

}  // namespace aval
