// The number of a French enterprise: 9 digits.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_siren(std::string_view value) {
  return value.size() == 9 && is_all_digits(value) && value != "000000000" && passes_luhn(value);
}

}  // namespace aval
