// A NIR without its key: structure alone, weak.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_nir_body(std::string_view value) {
  if (value.size() != 13)
    return false;
  std::string body(value);
  if (body[5] == '2' && (body[6] == 'A' || body[6] == 'B'))
    body[6] = '0';
  if (!is_all_digits(body) || body[0] < '1' || body[0] > '8' || body.substr(10, 3) == "000")
    return false;
  const std::uint64_t month = number_of(body.substr(3, 2));
  const std::uint64_t department = number_of(body.substr(5, 2));
  return ((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50) &&
         department >= 1 && department <= 99;
}

}  // namespace aval
