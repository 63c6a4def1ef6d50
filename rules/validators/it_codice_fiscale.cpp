// The Italian tax code.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {

bool is_valid_it_codice_fiscale(std::string_view value) {
  if (value.size() != 16)
    return false;
  static constexpr int kOdd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    const char c = value[i];
    const int index = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' : -1;
    if (index < 0)
      return false;
    sum += i % 2 == 0 ? kOdd[index] : index;
  }
  return value[15] == 'A' + sum % 26;
}

}  // namespace aval
