// The Polish national number.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_pl_pesel(std::string_view value) {
  if (value.size() != 11 || !is_all_digits(value))
    return false;
  static constexpr int kWeights[] = {1, 3, 7, 9};
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i)
    sum += (value[i] - '0') * kWeights[i % 4];
  const std::uint64_t month = number_of(value.substr(2, 2)) % 20,
                      day = number_of(value.substr(4, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         (10 - sum % 10) % 10 == value[10] - '0';
}

}  // namespace aval
