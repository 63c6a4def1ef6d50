// A number given while the NIR is awaited (NIA, NNP, MIG): 13 digits, or 15 with the key of the
// NIR.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_nir_temporary(std::string_view value) {
  if ((value.size() != 13 && value.size() != 15) || !is_all_digits(value))
    return false;
  const bool registered_later = value[0] == '3' || value[0] == '4';
  const bool known_series = value[0] >= '5' && value[0] <= '8' && value[1] <= '2';
  if (value.size() == 13)
    return known_series;
  return (registered_later || value[0] >= '5') && value[0] <= '8' &&
         number_of(value.substr(13)) == 97 - remainder_of(value.substr(0, 13), 97);
}

}  // namespace aval
