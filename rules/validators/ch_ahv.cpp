// The Swiss social insurance number.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_ch_ahv(std::string_view value) {
  if (value.size() != 13 || !is_all_digits(value) || value.substr(0, 3) != "756")
    return false;
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i)
    sum += (value[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return (10 - sum % 10) % 10 == value[12] - '0';
}

}  // namespace aval
