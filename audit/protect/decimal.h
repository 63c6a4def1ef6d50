// Decimal numbers as files write them, computed exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aval {

struct Decimal {
  std::int64_t units = 0;  // the number is units / 10^scale
  unsigned scale = 0;      // digits after the mark
  char mark = '.';         // '.' or ','
};

// An optional sign, digits with blanks between groups, a point or a comma; at most 15 digits.
std::optional<Decimal> parse_decimal(std::string_view text);
std::string decimal_text(const Decimal& number);
int compare(const Decimal& left, const Decimal& right);  // below, equal, above 0
// To the nearest multiple of `step` (above 0), halves away from zero; written with the digits of
// `step` and the mark of the number.
Decimal rounded(const Decimal& number, const Decimal& step);
// number + count * step, with the larger scale of both.
Decimal plus_steps(const Decimal& number, const Decimal& step, std::int64_t count);
double to_double(const Decimal& number);

}  // namespace aval
