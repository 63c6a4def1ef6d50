// The number of a health or social establishment.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_finess(std::string_view value) {
  if (value.size() != 9)
    return false;
  std::string digits(value);
  if (digits[1] >= 'A' && digits[1] <= 'F')
    digits[1] = static_cast<char>('1' + (digits[1] - 'A'));
  return is_all_digits(digits) && number_of(digits) != 0 && passes_luhn(digits);
}

}  // namespace aval
