// The number of a French school: 7 digits and a letter.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_uai(std::string_view value) {
  return value.size() == 8 && is_all_digits(value.substr(0, 7)) &&
         value[7] == school_letter(number_of(value.substr(0, 7)));
}

}  // namespace aval
