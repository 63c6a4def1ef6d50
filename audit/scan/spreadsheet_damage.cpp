#include "audit/scan/spreadsheet_damage.h"

#include <algorithm>

namespace aval {
namespace {

constexpr std::size_t kMostDigits = 20;

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "3283" and 13 of "7,3283E+13": the fraction's digits and how far the point moves.
struct Scientific {
  std::string_view whole;
  std::string_view fraction;
  std::size_t exponent = 0;
};

bool read_scientific(std::string_view cell, Scientific& number) {
  const std::size_t e = cell.find_first_of("eE");
  if (e == std::string_view::npos || e + 2 >= cell.size() || cell[e + 1] != '+')
    return false;
  const std::string_view exponent = cell.substr(e + 2);
  const std::string_view mantissa = cell.substr(0, e);
  const std::size_t point = mantissa.find_first_of(".,");
  number.whole = mantissa.substr(0, point);
  if (point != std::string_view::npos)
    number.fraction = mantissa.substr(point + 1);
  if (number.whole.size() != 1 || !all_digits(number.whole) || !all_digits(exponent) ||
      exponent.size() > 2 || (point != std::string_view::npos && !all_digits(number.fraction)))
    return false;
  for (const char c : exponent)
    number.exponent = number.exponent * 10 + static_cast<std::size_t>(c - '0');
  return number.exponent >= number.fraction.size() && number.exponent < kMostDigits;
}

}  // namespace

RepairedNumber repair_number(std::string_view cell) {
  if (cell.empty() || !all_digits(cell.substr(0, 1)))
    return {};
  Scientific number;
  if (read_scientific(cell, number))
    return {std::string(number.whole) + std::string(number.fraction) +
                std::string(number.exponent - number.fraction.size(), '0'),
            Damage::scientific};
  const std::size_t point = cell.find_first_of(".,");
  if (point == std::string_view::npos || point > kMostDigits || cell.size() - point > 3)
    return {};
  const std::string_view fraction = cell.substr(point + 1);
  if (!all_digits(cell.substr(0, point)) || fraction.empty() ||
      fraction.find_first_not_of('0') != std::string_view::npos)
    return {};
  return {std::string(cell.substr(0, point)), Damage::trailing_zero};
}

std::string with_leading_zero(std::string_view digits) {
  const std::size_t size = digits.size();
  const bool loses_one = size == 4 || size == 8 || size == 9 || size == 12 || size == 13;
  if (!loses_one || digits[0] == '0' || !all_digits(digits))
    return {};
  return "0" + std::string(digits);
}

}  // namespace aval
