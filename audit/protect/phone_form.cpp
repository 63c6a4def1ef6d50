// The canonical spelling of a telephone number.
#include <array>

#include "audit/protect/french_numbers.h"
#include "rules/validators/checks.h"
#include "rules/validators/phone_ranges.h"

namespace aval {
namespace {

// Overseas numbers have calling codes of their own; the ranges of the numbering plan tell.
struct Overseas {
  unsigned code;
  std::string_view text;
};
constexpr std::array kOverseas = {Overseas{262, "262"}, Overseas{590, "590"}, Overseas{594, "594"},
                                  Overseas{596, "596"}, Overseas{508, "508"}};

std::string_view code_of(std::string_view national) {
  for (const Overseas& overseas : kOverseas)
    if (is_french_range(overseas.code, national))
      return overseas.text;
  return "33";
}

// Digits of a number; false when a sign stands in it that no one writes in a number.
bool digits_in(std::string_view text, std::string& digits) {
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      digits.push_back(c);
    else if (std::string_view(" .-/()+").find(c) == std::string_view::npos)
      return false;
  }
  return !digits.empty();
}

// What follows a French calling code, without its zero; empty when the number has none.
std::string_view after_french_code(std::string_view digits) {
  for (const std::string_view code : {"33", "590", "594", "596", "262", "508"}) {
    if (!digits.starts_with(code))
      continue;
    std::string_view rest = digits.substr(code.size());
    if (rest.size() == 10 && rest[0] == '0')
      rest.remove_prefix(1);
    if (rest.size() == 9)
      return rest;
  }
  return {};
}

}  // namespace

bool canonical_phone(std::string_view text, std::string& out) {
  std::string digits;
  if (!digits_in(text, digits))
    return false;
  const bool abroad = text.starts_with('+') || digits.starts_with("00");
  if (!text.starts_with('+') && digits.starts_with("00"))
    digits.erase(0, 2);
  if (is_valid_phone_fr(digits)) {
    std::string_view national = digits.size() > 10 ? after_french_code(digits) : digits;
    if (national.size() == 10)
      national.remove_prefix(1);
    if (national.size() == 9) {
      out = "+" + std::string(code_of(national)) + std::string(national);
      return true;
    }
  }
  if (!abroad || digits.size() < 8 || digits.size() > 15 || digits[0] == '0')
    return false;
  out = "+" + digits;
  return true;
}

}  // namespace aval
