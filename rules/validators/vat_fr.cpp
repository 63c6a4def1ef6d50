// The French VAT number: FR, two characters, SIREN. Monaco: the SIREN part starts with 000.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

// Digits then letters without I and O; -1 for anything else.
int index_of(char c) {
  const std::size_t place = std::string_view("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ").find(c);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

}  // namespace

bool is_valid_vat_fr(std::string_view value) {
  if (value.size() != 13 || value.substr(0, 2) != "FR" || !is_all_digits(value.substr(4)))
    return false;
  const std::string_view key = value.substr(2, 2);
  const std::string_view siren = value.substr(4);
  const bool monaco = siren.substr(0, 3) == "000";
  if (!monaco && !passes_luhn(siren))
    return false;
  if (is_all_digits(key))
    return number_of(key) == (12 + 3 * (number_of(siren) % 97)) % 97;
  const int i = index_of(key[0]), j = index_of(key[1]);
  if (i < 0 || j < 0)
    return false;
  const int code = i < 10 ? 24 * i + j - 10 : 34 * i + j - 100;
  return code >= 0 && (number_of(siren) + 1 + static_cast<std::uint64_t>(code) / 11) % 11 ==
                          static_cast<std::uint64_t>(code) % 11;
}

}  // namespace aval
