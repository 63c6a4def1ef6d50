#include "audit/risk/value_order.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace aval {
namespace {

// "1 234,50" as 1234.5; the spaces of French typography count as spaces.
std::optional<double> number_of(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\xC2\xA0") {
      i += 1;
    } else if (text.substr(i, 3) == "\xE2\x80\xAF") {
      i += 2;
    } else if (text[i] == ',') {
      plain.push_back('.');
    } else if (text[i] != ' ' && !(text[i] == '+' && i == 0)) {
      plain.push_back(text[i]);
    }
  }
  double number = 0;
  const char* const end = plain.data() + plain.size();
  const auto [stop, error] = std::from_chars(plain.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::optional<int> digits_of(std::string_view text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size() || number < 0)
    return std::nullopt;
  return number;
}

// Year, month and day as one number that keeps their order.
std::optional<double> date_of(std::string_view text) {
  if (text.size() != 10)
    return std::nullopt;
  const bool iso = text[4] == '-' && text[7] == '-';
  const bool french = text[2] == text[5] && (text[2] == '/' || text[2] == '-' || text[2] == '.');
  if (!iso && !french)
    return std::nullopt;
  const auto year = digits_of(iso ? text.substr(0, 4) : text.substr(6));
  const auto month = digits_of(iso ? text.substr(5, 2) : text.substr(3, 2));
  const auto day = digits_of(iso ? text.substr(8) : text.substr(0, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31)
    return std::nullopt;
  return *year * 10000.0 + *month * 100.0 + *day;
}

template <typename Read>
std::optional<std::vector<double>> read_all(const std::vector<std::string>& values, Read read) {
  std::vector<double> keys;
  for (const std::string& value : values) {
    const std::optional<double> key = read(value);
    if (!key)
      return std::nullopt;
    keys.push_back(*key);
  }
  return keys;
}

}  // namespace

std::optional<std::vector<double>> find_numbers(const std::vector<std::string>& values) {
  return read_all(values, number_of);
}

std::optional<std::vector<std::uint32_t>> find_order(const std::vector<std::string>& values) {
  if (values.empty())
    return std::nullopt;
  auto keys = find_numbers(values);
  if (!keys)
    keys = read_all(values, date_of);
  if (!keys)
    return std::nullopt;
  std::vector<double> sorted = *keys;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::uint32_t> ranks;
  for (const double key : *keys)
    ranks.push_back(static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), key) -
                                               sorted.begin()));
  return ranks;
}

}  // namespace aval
