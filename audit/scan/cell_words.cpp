#include "audit/scan/cell_words.h"

#include <charconv>

namespace aval {
namespace {

bool is_letter_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool is_digit_byte(unsigned char c) {
  return c >= '0' && c <= '9';
}

bool is_separator(char c) {
  return c == '/' || c == '-' || c == '.' || c == ' ';
}

// "19800312" and "12031980".
int year_of_compact_date(std::string_view digits) {
  int year = 0, month = 0, day = 0;
  std::from_chars(digits.data(), digits.data() + 4, year);
  std::from_chars(digits.data() + 4, digits.data() + 6, month);
  std::from_chars(digits.data() + 6, digits.data() + 8, day);
  if (year >= 1850 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)
    return year;
  std::from_chars(digits.data(), digits.data() + 2, day);
  std::from_chars(digits.data() + 2, digits.data() + 4, month);
  std::from_chars(digits.data() + 4, digits.data() + 8, year);
  return year >= 1850 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31 ? year
                                                                                            : 0;
}

}  // namespace

void words_into(std::string_view folded, std::vector<std::string_view>& words) {
  words.clear();
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const bool inside =
        i < folded.size() && (is_letter_byte(static_cast<unsigned char>(folded[i])) ||
                              is_digit_byte(static_cast<unsigned char>(folded[i])));
    if (inside)
      continue;
    if (i > begin)
      words.push_back(folded.substr(begin, i - begin));
    begin = i + 1;
  }
}

int year_of_date(std::string_view text) {
  if (text.empty() || !is_digit_byte(static_cast<unsigned char>(text[0])))
    return 0;
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos)
    return year_of_compact_date(text);
  std::size_t digits = 1;
  while (digits < text.size() && is_digit_byte(static_cast<unsigned char>(text[digits])))
    ++digits;
  if (digits > 4 || digits == text.size() || !is_separator(text[digits]))
    return 0;
  const std::size_t time = text.find_first_of("T ");
  if (time != std::string_view::npos && time >= 6)
    text = text.substr(0, time);
  int parts[3] = {0, 0, 0};
  std::size_t lengths[3] = {0, 0, 0};
  std::size_t part = 0;
  for (const char c : text) {
    if (is_digit_byte(static_cast<unsigned char>(c))) {
      parts[part] = parts[part] * 10 + (c - '0');
      if (++lengths[part] > 4)
        return 0;
    } else if (is_separator(c) && part < 2 && lengths[part] > 0) {
      ++part;
    } else {
      return 0;
    }
  }
  if (part != 2 || lengths[1] > 2 || lengths[1] == 0)
    return 0;
  // "3/3/13": two digits mean 1930 to 2029.
  if (lengths[0] <= 2 && lengths[2] == 2 && text.find_first_of("/-") != std::string_view::npos) {
    parts[2] += parts[2] < 30 ? 2000 : 1900;
    lengths[2] = 4;
  }
  const bool year_first = lengths[0] == 4;
  const int year = year_first ? parts[0] : parts[2];
  const int other = year_first ? parts[2] : parts[0];
  const std::size_t other_length = year_first ? lengths[2] : lengths[0];
  if ((year_first ? lengths[0] : lengths[2]) != 4 || other_length > 2)
    return 0;
  const bool calendar = other >= 1 && other <= 31 && parts[1] >= 1 && parts[1] <= 31 &&
                        (other <= 12 || parts[1] <= 12);
  return calendar && year >= 500 && year <= 2200 ? year : 0;
}

}  // namespace aval
