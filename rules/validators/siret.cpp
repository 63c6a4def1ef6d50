// The number of a French establishment: SIREN and 5 digits.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_siret(std::string_view value) {
  if (value.size() != 14 || !is_all_digits(value) || value.substr(0, 9) == "000000000")
    return false;
  if (value.substr(0, 9) == "356000000") {  // La Poste ran out of Luhn numbers
    int sum = 0;
    for (const char c : value)
      sum += c - '0';
    return sum % 5 == 0 || passes_luhn(value);
  }
  return passes_luhn(value) && passes_luhn(value.substr(0, 9));
}

}  // namespace aval
