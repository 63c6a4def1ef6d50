#include "audit/table/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace aval {

namespace {

constexpr double kLeastPlain = 1e-7;
constexpr double kMostPlain = 1e21;

}  // namespace

std::string number_text(double value) {
  if (value == 0)
    return "0";  // and no "-0"
  if (!std::isfinite(value))
    return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  const double size = std::fabs(value);
  const auto format = size >= kLeastPlain && size < kMostPlain ? std::chars_format::fixed
                                                               : std::chars_format::scientific;
  std::array<char, 64> text{};
  const auto result = std::to_chars(text.data(), text.data() + text.size(), value, format);
  return std::string(text.data(), result.ptr);
}

std::string plain_number(std::string_view text) {
  const std::string_view digits = text.substr(text.substr(0, 1) == "-" ? 1 : 0);
  if (digits.empty() || digits.find_first_not_of("0123456789") == std::string_view::npos)
    return std::string(text);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::string(text);
  return number_text(value);
}

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size())
    return std::nullopt;
  return number;
}

}  // namespace aval
