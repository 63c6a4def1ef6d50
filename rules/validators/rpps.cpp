// The number of a health professional.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_rpps(std::string_view value) {
  if (value.size() == 12 && value[0] == '8')
    value.remove_prefix(1);
  return value.size() == 11 && is_all_digits(value) && value.substr(0, 2) == "10";
}

}  // namespace aval
