// A payment card number: a known scheme, its length, Luhn.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_bank_card(std::string_view value) {
  if (value.size() < 12 || value.size() > 19 || !is_all_digits(value) || !passes_luhn(value))
    return false;
  const std::uint64_t two = number_of(value.substr(0, 2)), three = number_of(value.substr(0, 3)),
                      four = number_of(value.substr(0, 4));
  const std::size_t size = value.size();
  if (value[0] == '4')
    return size == 16 || size == 18 || size == 19 || size == 13;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720) || (four >= 2200 && four <= 2204))
    return size == 16;
  if (two == 34 || two == 37)
    return size == 15;
  if ((three >= 300 && three <= 305) || two == 36 || two == 38 || two == 39)
    return size == 14 || size == 16 || size == 19;
  if (four == 6011 || (three >= 644 && three <= 649) || two == 65)
    return size == 16 || size == 19;
  if (four >= 3528 && four <= 3589)
    return size >= 16;
  if (four == 2131 || four == 1800)  // JCB too, of 15 digits at first
    return size >= 15;
  return size >= 12 && (two == 50 || (two >= 56 && two <= 59) || value[0] == '6');
}

}  // namespace aval
