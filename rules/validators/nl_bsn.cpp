// The Dutch citizen number.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_nl_bsn(std::string_view value) {
  if (value.size() != 9 || !is_all_digits(value) || value == "000000000")
    return false;
  int sum = -(value[8] - '0');
  for (int i = 0; i < 8; ++i)
    sum += (value[static_cast<std::size_t>(i)] - '0') * (9 - i);
  return sum % 11 == 0;
}

}  // namespace aval
