// A telephone number of any country, with its code.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_phone_international(std::string_view value) {
  return value.size() >= 8 && value.size() <= 17 && is_all_digits(value) &&
         value.find_first_not_of(value[0]) != std::string_view::npos;
}

}  // namespace aval
