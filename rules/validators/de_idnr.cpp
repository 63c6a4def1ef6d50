// The German tax number: one digit of the first ten stands two or three times (never three times in
// a row), the others at most once; ISO 7064 mod 11,10.
#include <algorithm>
#include <array>

#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

bool repeats_one_digit(std::string_view ten) {
  std::array<int, 10> counts = {};
  for (const char c : ten)
    ++counts[static_cast<std::size_t>(c - '0')];
  const auto repeated = std::count_if(counts.begin(), counts.end(), [](int n) { return n > 1; });
  for (std::size_t i = 2; i < ten.size(); ++i)
    if (ten[i] == ten[i - 1] && ten[i] == ten[i - 2])
      return false;
  return repeated == 1 && *std::max_element(counts.begin(), counts.end()) <= 3;
}

}  // namespace

bool is_valid_de_idnr(std::string_view value) {
  if (value.size() != 11 || !is_all_digits(value) || value[0] == '0' ||
      !repeats_one_digit(value.substr(0, 10)))
    return false;
  int product = 10;
  for (const char c : value.substr(0, 10)) {
    int sum = (c - '0' + product) % 10;
    sum = sum == 0 ? 10 : sum;
    product = 2 * sum % 11;
  }
  return (11 - product) % 10 == value[10] - '0';
}

}  // namespace aval
