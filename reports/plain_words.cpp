#include "reports/plain_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::string_view kNarrowSpace = "\u202f";  // before %, between thousands, in French
constexpr std::string_view kNoBreakSpace = "\u00a0";

std::string with_thousands(std::uint64_t count, std::string_view separator) {
  const std::string digits = std::to_string(count);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0)
      out += separator;
    out += digits[i];
  }
  return out;
}

}  // namespace

Text plain(std::string_view same) {
  return {std::string(same), std::string(same)};
}

Text operator+(const Text& left, const Text& right) {
  return {left.fr + right.fr, left.en + right.en};
}

Text count_in_words(std::uint64_t count) {
  return {with_thousands(count, kNarrowSpace), with_thousands(count, ",")};
}

Text number_in_words(double value) {
  char buffer[64];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2).ptr;
  std::string digits(buffer, end);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.'))
    digits.pop_back();
  // Thousands apart in the whole part, as in every count.
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string french = digits;
  std::replace(french.begin(), french.end(), '.', ',');
  for (std::size_t at = point; at > start + 3;) {
    at -= 3;
    digits.insert(at, ",");
    french.insert(at, kNarrowSpace);
  }
  return {french, digits};
}

Text distinct_in_words(std::uint64_t count) {
  return count < 3 ? plain("<" + std::string(kNoBreakSpace) + "3") : count_in_words(count);
}

Text share_in_words(double share) {
  if (share > 0 && share < 0.01)
    return {"moins de 1" + std::string(kNarrowSpace) + "%", "under 1%"};
  auto percent = static_cast<long>(std::lround(share * 100));
  if (percent >= 100 && share < 1)
    percent = 99;
  const std::string digits = std::to_string(percent);
  return {digits + std::string(kNarrowSpace) + "%", digits + "%"};
}

Text counted(std::uint64_t count, const Text& one, const Text& several) {
  const Text number = count_in_words(count);
  // French takes the singular for zero, English the plural.
  return {number.fr + std::string(kNoBreakSpace) + (count < 2 ? one.fr : several.fr),
          number.en + " " + (count == 1 ? one.en : several.en)};
}

Text rows_in_words(std::uint64_t rows) {
  return counted(rows, {"ligne", "row"}, {"lignes", "rows"});
}

Text rows_read_in_words(std::uint64_t seen, std::uint64_t present) {
  const Text rows = count_in_words(seen);
  const Text all = count_in_words(present);
  return {rows.fr + (seen < 2 ? " ligne lue sur " : " lignes lues sur ") + all.fr,
          rows.en + " of " + all.en + (present == 1 ? " row" : " rows")};
}

Text list_in_words(const std::vector<Text>& items, std::size_t limit) {
  Text out;
  const std::size_t shown = items.size() > limit + 1 ? limit : items.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0)
      out = out + (i + 1 == items.size() ? Text{" et ", " and "} : plain(", "));
    out = out + items[i];
  }
  if (shown < items.size()) {
    const Text rest = count_in_words(items.size() - shown);
    out = out + Text{" et " + rest.fr + " autres", " and " + rest.en + " more"};
  }
  return out;
}

std::string capitalized(const std::string& text) {
  if (text.empty())
    return text;
  std::string out = text;
  const auto first = static_cast<unsigned char>(text[0]);
  if (first >= 'a' && first <= 'z')
    out[0] = static_cast<char>(first - 'a' + 'A');
  // U+00E0 to U+00FE are C3 A0 to C3 BE in UTF-8, their capitals 32 below; U+00F7 is the division
  // sign.
  if (first == 0xC3 && text.size() > 1) {
    const auto second = static_cast<unsigned char>(text[1]);
    if (second >= 0xA0 && second <= 0xBE && second != 0xB7)
      out[1] = static_cast<char>(second - 0x20);
  }
  return out;
}

Text capitalized_text(const Text& text) {
  return {capitalized(text.fr), capitalized(text.en)};
}

Text date_in_words(std::string_view date) {
  static constexpr std::array<std::string_view, 12> kFrench = {
      "janvier", "février", "mars",      "avril",   "mai",      "juin",
      "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  static constexpr std::array<std::string_view, 12> kEnglish = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const auto digits = [&](std::size_t at, std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + count; ++i)
      value = value * 10 + static_cast<unsigned>(date[i] - '0');
    return value;
  };
  if (date.size() != 10 || date[4] != '-' || date[7] != '-' || digits(5, 2) < 1 ||
      digits(5, 2) > 12)
    return plain(date);
  const std::size_t month = digits(5, 2) - 1;
  const std::string day = std::to_string(digits(8, 2));
  const std::string year(date.substr(0, 4));
  return {(day == "1" ? "1er" : day) + " " + std::string(kFrench[month]) + " " + year,
          day + " " + std::string(kEnglish[month]) + " " + year};
}

std::string with_french_spaces(std::string_view text) {
  constexpr std::string_view kOpening = "«";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view after = text.substr(i + 1);
    const bool before_mark =
        after.starts_with("»") ||
        (!after.empty() && std::string_view(":;?!").find(after[0]) != std::string_view::npos &&
         (after.size() == 1 || after[1] == ' '));
    if (text[i] == ' ' && (before_mark || out.ends_with(kOpening)))
      out += kNoBreakSpace;
    else
      out += text[i];
  }
  return out;
}

std::string one_line(std::string_view text) {
  return escape_terminal(to_valid_utf8(text), false);
}

}  // namespace aval
