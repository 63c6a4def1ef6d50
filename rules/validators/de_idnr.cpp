// The German tax number.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_de_idnr(std::string_view value) {
  if (value.size() != 11 || !is_all_digits(value) || value[0] == '0')
    return false;
  int product = 10;
  for (const char c : value.substr(0, 10)) {
    int sum = (c - '0' + product) % 10;
    sum = sum == 0 ? 10 : sum;
    product = 2 * sum % 11;
  }
  return (11 - product) % 10 == value[10] - '0';
}

}  // namespace aval
