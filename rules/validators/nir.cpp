// The French national identification number of persons: 13 characters and a key of 2 digits.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

// 01-12; 20-42 and 50-99 when the month is not known.
bool is_possible_month(std::uint64_t month) {
  return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) ||
         (month >= 50 && month <= 99);
}

}  // namespace

bool is_valid_nir(std::string_view value) {
  if (value.size() != 15)
    return false;
  std::string body(value.substr(0, 13));
  if (body[5] == '2' && (body[6] == 'A' || body[6] == 'B')) {
    body[5] = '1';
    body[6] = body[6] == 'A' ? '9' : '8';
  }
  if (!is_all_digits(body) || !is_all_digits(value.substr(13)))
    return false;
  if (body[0] == '0' || body[0] == '9' || !is_possible_month(number_of(body.substr(3, 2))) ||
      body.substr(5, 2) == "00" || body.substr(10, 3) == "000")
    return false;
  return number_of(value.substr(13)) == 97 - remainder_of(body, 97);
}

}  // namespace aval
