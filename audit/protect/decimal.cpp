#include "audit/protect/decimal.h"

#include <algorithm>
#include <cmath>

namespace aval {
namespace {

__extension__ typedef __int128 Int128;
constexpr unsigned kMostDigits = 15;

Int128 power_of_ten(unsigned exponent) {
  Int128 out = 1;
  for (unsigned i = 0; i < exponent; ++i)
    out *= 10;
  return out;
}

// Units of the number at a larger scale.
Int128 units_at(const Decimal& number, unsigned scale) {
  return Int128{number.units} * power_of_ten(scale - number.scale);
}

// Blanks that group digits, of one to three bytes.
std::size_t blank_at(std::string_view text, std::size_t at) {
  for (const std::string_view blank : {" ", "\xC2\xA0", "\xE2\x80\xAF"})
    if (text.substr(at).starts_with(blank))
      return blank.size();
  return 0;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal out;
  bool negative = false;
  bool after_mark = false;
  unsigned digits = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (++digits > kMostDigits)
        return std::nullopt;
      out.units = out.units * 10 + (c - '0');
      out.scale += after_mark ? 1U : 0U;
    } else if (i == 0 && (c == '-' || c == '+')) {
      negative = c == '-';
    } else if ((c == '.' || c == ',') && !after_mark) {
      after_mark = true;
      out.mark = c;
    } else {
      const std::size_t blank = blank_at(text, i);
      if (blank == 0)
        return std::nullopt;
      i += blank;
      continue;
    }
    ++i;
  }
  if (digits == 0)
    return std::nullopt;
  out.units = negative ? -out.units : out.units;
  return out;
}

std::string decimal_text(const Decimal& number) {
  const bool negative = number.units < 0;
  std::string digits = std::to_string(negative ? -number.units : number.units);
  if (digits.size() <= number.scale)
    digits.insert(0, number.scale + 1 - digits.size(), '0');
  if (number.scale > 0)
    digits.insert(digits.size() - number.scale, 1, number.mark);
  return (negative ? "-" : "") + digits;
}

int compare(const Decimal& left, const Decimal& right) {
  const unsigned scale = std::max(left.scale, right.scale);
  const Int128 difference = units_at(left, scale) - units_at(right, scale);
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

Decimal rounded(const Decimal& number, const Decimal& step) {
  const unsigned scale = std::max(number.scale, step.scale);
  const Int128 value = units_at(number, scale);
  const Int128 size = units_at(step, scale);
  const Int128 magnitude = value < 0 ? -value : value;
  const Int128 count = (magnitude + size / 2) / size;
  const auto multiple = static_cast<std::int64_t>(count * step.units);
  return {value < 0 ? -multiple : multiple, step.scale, number.mark};
}

Decimal plus_steps(const Decimal& number, const Decimal& step, std::int64_t count) {
  const unsigned scale = std::max(number.scale, step.scale);
  const Int128 sum = units_at(number, scale) + units_at(step, scale) * count;
  return {static_cast<std::int64_t>(sum), scale, number.mark};
}

double to_double(const Decimal& number) {
  return static_cast<double>(number.units) / std::pow(10.0, number.scale);
}

}  // namespace aval
