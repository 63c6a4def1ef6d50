// The French bank account: bank 5, branch 5, account 11, key 2.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_rib(std::string_view value) {
  if (value.size() != 23)
    return false;
  std::string digits;
  for (const char c : value) {
    if (c >= '0' && c <= '9')
      digits.push_back(c);
    else if (c >= 'A' && c <= 'R')
      digits.push_back(static_cast<char>('1' + (c - 'A') % 9));
    else if (c >= 'S' && c <= 'Z')
      digits.push_back(static_cast<char>('2' + (c - 'S')));
    else
      return false;
  }
  return digits != std::string(23, '0') && remainder_of(digits, 97) == 0;
}

}  // namespace aval
