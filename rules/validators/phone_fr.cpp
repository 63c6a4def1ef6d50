// A French telephone number, national or international, overseas with their own country codes.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

// Nine significant digits. A single digit repeated is a placeholder, no number.
bool is_national(std::string_view digits) {
  if (digits.find_first_not_of(digits[0]) == std::string_view::npos)
    return false;
  const std::uint64_t two = number_of(digits.substr(0, 2)), three = number_of(digits.substr(0, 3));
  switch (digits[0]) {
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '9':
      return true;
    case '6':
      return two != 63 || (three >= 630 && three <= 639);
    case '7':
      return two >= 73 || two == 70;  // 70: overseas mobiles 070 9x
    case '8':
      return (three >= 800 && three <= 809) || two == 81 || two == 82 || three == 836 ||
             two == 88 || two == 89;
    default:
      return false;
  }
}

}  // namespace

bool is_valid_phone_fr(std::string_view value) {
  if (!is_all_digits(value))
    return false;
  for (const std::string_view code :
       {"0033", "33", "00590", "590", "00594", "594", "00596", "596", "00262", "262"})
    if (value.starts_with(code)) {
      std::string_view rest = value.substr(code.size());
      if (rest.size() == 10 && rest[0] == '0')  // +33 (0)1...
        rest.remove_prefix(1);
      if (rest.size() == 9 && is_national(rest))
        return true;
    }
  if (value.size() == 10 && value[0] == '0')
    return is_national(value.substr(1));
  return value.size() == 9 && is_national(value);  // the zero that spreadsheets lose
}

}  // namespace aval
