// The Portuguese tax number.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_pt_nif(std::string_view value) {
  if (value.size() != 9 || !is_all_digits(value) || value[0] == '0')
    return false;
  int sum = 0;
  for (int i = 0; i < 8; ++i)
    sum += (value[static_cast<std::size_t>(i)] - '0') * (9 - i);
  const int rest = sum % 11;
  return value[8] - '0' == (rest < 2 ? 0 : 11 - rest);
}

}  // namespace aval
