// The Italian tax code: name 6 letters, birth year 2, month 1 letter, day 2 (40 more for women),
// place 4, check letter. Digits may be replaced by letters where two persons would share a code.
#include "rules/validators/calendar.h"
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

constexpr std::string_view kDigitLetters = "LMNPQRSTUV";  // 0 to 9
constexpr std::string_view kMonths = "ABCDEHLMPRST";

int digit_of(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  const std::size_t place = kDigitLetters.find(c);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

// Letters and digits where they belong.
bool has_shape(std::string_view value) {
  constexpr std::string_view kShape = "LLLLLLDDLDDLDDDL";
  if (value.size() != kShape.size())
    return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool letter = value[i] >= 'A' && value[i] <= 'Z';
    if (kShape[i] == 'L' ? !letter : digit_of(value[i]) < 0)
      return false;
  }
  return true;
}

// The century is not told: a day that exists in one of two centuries.
bool has_birth_date(std::string_view value) {
  const std::size_t month = kMonths.find(value[8]);
  const int year = digit_of(value[6]) * 10 + digit_of(value[7]);
  const int day = (digit_of(value[9]) * 10 + digit_of(value[10])) % 40;
  return month != std::string_view::npos &&
         (is_calendar_day(1900 + year, static_cast<int>(month) + 1, day) ||
          is_calendar_day(2000 + year, static_cast<int>(month) + 1, day));
}

}  // namespace

bool is_valid_it_codice_fiscale(std::string_view value) {
  static constexpr int kOdd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  if (!has_shape(value) || !has_birth_date(value))
    return false;
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    const int index = value[i] <= '9' ? value[i] - '0' : value[i] - 'A';
    sum += i % 2 == 0 ? kOdd[index] : index;
  }
  return value[15] == 'A' + sum % 26;
}

}  // namespace aval
