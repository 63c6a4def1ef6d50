// The Spanish DNI or NIE.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_es_dni(std::string_view value) {
  if (value.size() != 9)
    return false;
  std::string digits(value.substr(0, 8));
  if (digits[0] >= 'X' && digits[0] <= 'Z')
    digits[0] = static_cast<char>('0' + (digits[0] - 'X'));
  return is_all_digits(digits) && value[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[number_of(digits) % 23];
}

}  // namespace aval
