// The number of a vehicle.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_vin(std::string_view value) {
  bool digit = false, letter = false;
  for (const char c : value) {
    if (c == 'I' || c == 'O' || c == 'Q')
      return false;
    digit = digit || (c >= '0' && c <= '9');
    letter = letter || (c >= 'A' && c <= 'Z');
  }
  return value.size() == 17 && digit && letter && value[16] >= '0' && value[16] <= '9';
}

}  // namespace aval
