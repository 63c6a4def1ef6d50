// A French telephone number, national or international, overseas with their own calling codes.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"
#include "rules/validators/phone_ranges.h"

namespace aval {
namespace {

struct CallingCode {
  std::string_view digits;
  unsigned code;
};

constexpr CallingCode kCodes[] = {{"33", 33},   {"590", 590}, {"594", 594},
                                  {"596", 596}, {"262", 262}, {"508", 508}};

// A single digit repeated is a placeholder, no number.
bool is_repeated(std::string_view digits) {
  return digits.find_first_not_of(digits[0]) == std::string_view::npos;
}

// What follows a calling code: nine digits, or ten with the zero of "+33 (0)1"; six for local
// numbers of Saint-Pierre-et-Miquelon, which start with 2 to 9.
bool is_after_code(unsigned code, std::string_view rest) {
  if ((rest.size() == 10 || (code == 508 && rest.size() == 7)) && rest[0] == '0')
    rest.remove_prefix(1);
  if (code == 508 && rest.size() == 6)
    return rest[0] >= '2' && !is_repeated(rest);
  return rest.size() == 9 && !is_repeated(rest) && is_french_range(code, rest);
}

}  // namespace

bool is_valid_phone_fr(std::string_view value) {
  if (!is_all_digits(value))
    return false;
  const std::string_view abroad = value.starts_with("00") ? value.substr(2) : value;
  for (const CallingCode& code : kCodes)
    if (abroad.starts_with(code.digits) &&
        is_after_code(code.code, abroad.substr(code.digits.size())))
      return true;
  if (value.size() == 10 && value[0] == '0')
    value.remove_prefix(1);  // else nine digits: the zero that spreadsheets lose
  return value.size() == 9 && !is_repeated(value) && is_any_french_range(value);
}

}  // namespace aval
