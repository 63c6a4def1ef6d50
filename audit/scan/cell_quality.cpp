#include "audit/scan/cell_quality.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "audit/base/text.h"
#include "audit/table/cell_kind.h"

namespace aval {
namespace {

constexpr std::size_t kLongestForm = 40;
constexpr std::uint64_t kFormSeed = 0x666f726d;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void add(CellQuality& quality, QualityFault fault) {
  quality.faults |= static_cast<std::uint32_t>(fault);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// What bytes a text holds, by class.
enum ByteClass : std::uint8_t { kControl = 1, kBeyondAscii = 2, kSpace = 4, kDigit = 8 };

constexpr std::array<std::uint8_t, 256> kByteClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    const bool line_sign = byte == '\t' || byte == '\n' || byte == '\r';
    classes[byte] = byte >= 0x80                                  ? kBeyondAscii
                    : (byte < 0x20 && !line_sign) || byte == 0x7f ? kControl
                    : byte == ' '                                 ? kSpace
                    : byte >= '0' && byte <= '9'                  ? kDigit
                                                                  : 0;
  }
  return classes;
}();

std::uint8_t classes_in(std::string_view text) {
  std::uint8_t classes = 0;
  for (const char c : text)
    classes |= kByteClasses[static_cast<unsigned char>(c)];
  return classes;
}

// One look at the bytes, `classes`, decides whether any of the rarer tests is worth its time.
void find_stray_characters(std::string_view cell, std::uint8_t classes, CellQuality& quality) {
  if ((classes & kControl) != 0)
    add(quality, QualityFault::control);
  if ((classes & kSpace) != 0 && contains(cell, "  "))
    add(quality, QualityFault::odd_space);
  if ((classes & kBeyondAscii) == 0)
    return;
  for (const std::string_view odd : {"\u00a0", "\u202f", "\u200b", "\ufeff"})
    if (contains(cell, odd))
      add(quality, QualityFault::odd_space);
  if (contains(cell, "\ufffd"))
    add(quality, QualityFault::lost_character);
  if (repair_mojibake(cell) != cell)
    add(quality, QualityFault::mojibake);
}

bool is_error_value(std::string_view cell) {
  // Errors of Excel and LibreOffice, in French and in English.
  constexpr std::array<std::string_view, 15> kErrors = {
      "#N/A",     "#REF!",  "#VALUE!", "#VALEUR!", "#NAME?",  "#NOM?",   "#DIV/0!", "#NUM!",
      "#NOMBRE!", "#NULL!", "#NUL!",   "Err:502",  "Err:508", "Err:522", "#SPILL!"};
  return std::find(kErrors.begin(), kErrors.end(), cell) != kErrors.end() ||
         (cell.size() >= 3 && cell.find_first_not_of('#') == std::string_view::npos);
}

// Up to three numbers and the one sign between them.
struct DateParts {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> widths{};
  std::size_t count = 0;
  char separator = 0;
};

bool read_parts(std::string_view text, DateParts& parts) {
  for (std::size_t at = 0; at < text.size();) {
    if (parts.count == 3)
      return false;
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]) && end - at < 5)
      parts.numbers[parts.count] = parts.numbers[parts.count] * 10 + (text[end++] - '0');
    parts.widths[parts.count++] = end - at;
    if (end == at)
      return false;
    if (end == text.size())
      break;
    if ((text[end] != '/' && text[end] != '-' && text[end] != '.') ||
        (parts.separator != 0 && text[end] != parts.separator))
      return false;
    parts.separator = text[end];
    at = end + 1;
  }
  return parts.count == 3;
}

bool is_day(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[static_cast<std::size_t>(month - 1)])
    return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return year > 0 && (month != 2 || day < 29 || leap);
}

// "31/01/2024", "2024-01-31", "31.1.2024", with or without a time after: whether the text has that
// form. French order where day and month are in doubt.
bool read_date(std::string_view cell, CellQuality& quality) {
  const std::size_t cut = cell.find_first_of(" T");
  DateParts parts;
  if (!read_parts(cell.substr(0, cut), parts))
    return false;
  if (cut != std::string_view::npos && (cut + 1 >= cell.size() || !is_digit(cell[cut + 1])))
    return false;
  const bool year_first = parts.widths[0] == 4;
  if ((!year_first && parts.widths[2] != 4) || parts.widths[1] > 2 ||
      parts.widths[year_first ? 2 : 0] > 2)
    return false;
  if (year_first && parts.separator == '-' && parts.widths[1] == 2 && parts.widths[2] == 2)
    add(quality, QualityFault::iso_date);
  int year = parts.numbers[year_first ? 0 : 2], month = parts.numbers[1],
      day = parts.numbers[year_first ? 2 : 0];
  if (!year_first && month > 12 && day <= 12)  // written month first
    std::swap(month, day);
  else if (!year_first && month <= 12 && day <= 12 && month != day)
    add(quality, QualityFault::ambiguous_date);
  if (is_day(year, month, day))
    quality.day = static_cast<std::uint32_t>(year * 10000 + month * 100 + day);
  else
    add(quality, QualityFault::impossible_date);
  return true;
}

// Plain numbers with a point or a comma, spaces between thousands left out. Digits with a leading
// zero name something. `cell` has kLongestForm bytes or fewer.
bool read_number(std::string_view cell, CellQuality& quality) {
  std::array<char, kLongestForm> text;
  std::size_t size = 0, points = 0, point = 0;
  const std::size_t start = cell[0] == '-' || cell[0] == '+' ? 1 : 0;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i] == ',' ? '.' : cell[i];
    if (c == ' ')
      continue;
    if (!is_digit(c) && c != '.' && i >= start)
      return false;
    if (c == '.') {
      ++points;
      point = size;
    }
    text[size++] = c;
  }
  if (points > 1 || size == start ||
      (size > start + 1 && text[start] == '0' && text[start + 1] != '.'))
    return false;
  const char* first = text.data() + (text[0] == '+' ? 1 : 0);
  if (std::from_chars(first, text.data() + size, quality.number).ec != std::errc())
    return false;
  quality.decimals = points == 0 ? 0 : size - point - 1;
  quality.kind = points == 0 ? WrittenKind::integer : WrittenKind::decimal;
  return true;
}

bool is_boolean(std::string_view cell) {
  constexpr std::array<std::string_view, 8> kWords = {"oui",  "non",   "vrai", "faux",
                                                      "true", "false", "yes",  "no"};
  if (cell.size() > 5)
    return false;
  const std::string word = fold(cell);
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Digits are 9, runs of letters are one letter: names of all lengths are written alike.
std::uint64_t form_of(std::string_view cell) {
  std::array<char, kLongestForm> form{};
  std::size_t size = 0;
  for (const char c : cell) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || (byte | 0x20U) - 'a' < 26U;
    if (letter && size > 0 && form[size - 1] == 'a')
      continue;
    form[size++] = is_digit(c) ? '9' : letter ? 'a' : c;
  }
  return hash64({form.data(), size}, kFormSeed) | 1;  // never 0
}

// Words for no value start with a letter or one of these signs: figures need no folding.
bool may_stand_for_nothing(std::string_view text) {
  return text.empty() || !is_digit(text.front());
}

}  // namespace

CellQuality judge_quality(std::string_view cell) {
  CellQuality quality;
  const std::string_view text = trim(cell);
  if (text.size() != cell.size())
    add(quality, QualityFault::padded);
  if (!text.empty() && (text.front() == '#' || text.front() == 'E') && is_error_value(text)) {
    add(quality, QualityFault::error_value);
    add(quality, QualityFault::missing);
    return quality;
  }
  if (may_stand_for_nothing(text) && text.size() <= kLongestForm &&
      kind_of_cell(text) == CellKind::empty) {
    quality.faults = static_cast<std::uint32_t>(QualityFault::missing);
    return quality;
  }
  const std::uint8_t classes = classes_in(text);
  find_stray_characters(text, classes, quality);
  const bool has_digit = (classes & kDigit) != 0;
  const bool is_short = text.size() <= kLongestForm;
  if (is_short && has_digit)
    quality.form = form_of(text);
  const bool starts_as_number =
      is_digit(text.front()) || text.front() == '-' || text.front() == '+';
  if (is_short && is_digit(text.front()) && read_date(text, quality))
    quality.kind = WrittenKind::date;
  else if (is_short && has_digit && starts_as_number && read_number(text, quality))
    return quality;
  else if (!has_digit && is_boolean(text))
    quality.kind = WrittenKind::boolean;
  else if (has_digit && is_short && text.find(' ') == std::string_view::npos)
    quality.kind = WrittenKind::code;
  return quality;
}

}  // namespace aval
