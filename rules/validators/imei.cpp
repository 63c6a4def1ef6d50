// The number of a mobile device.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_imei(std::string_view value) {
  return value.size() == 15 && is_all_digits(value) && value != "000000000000000" &&
         passes_luhn(value);
}

}  // namespace aval
