// The national pupil number of the BEA form: 10 digits and a letter.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_bea(std::string_view value) {
  return value.size() == 11 && is_all_digits(value.substr(0, 10)) &&
         value[10] == school_letter(number_of(value.substr(0, 10)));
}

}  // namespace aval
