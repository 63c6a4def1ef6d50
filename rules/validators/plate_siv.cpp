// A French plate since 2009.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_plate_siv(std::string_view value) {
  if (value.size() != 7 || value.substr(2, 3) == "000")
    return false;
  for (const std::size_t i : {0U, 1U, 5U, 6U})
    if (value[i] < 'A' || value[i] > 'Z' || value[i] == 'I' || value[i] == 'O' || value[i] == 'U')
      return false;
  return is_all_digits(value.substr(2, 3)) && value.substr(0, 2) != "SS" &&
         value.substr(5, 2) != "SS";
}

}  // namespace aval
