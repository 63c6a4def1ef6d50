#include "audit/table/cell_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "audit/base/text.h"

namespace aval {

namespace {

constexpr std::size_t kLongestWord = 40;

struct Counts {
  std::size_t digits = 0;
  std::size_t letters = 0;  // ASCII letters and all bytes above 127
  std::size_t spaces = 0;
  std::size_t separators = 0;  // - . / :
  std::size_t others = 0;
};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

Counts count_classes(std::string_view cell) {
  Counts counts;
  for (const char character : cell) {
    const auto byte = static_cast<unsigned char>(character);
    if (is_digit(character))
      ++counts.digits;
    else if (byte > 127 || (byte | 0x20U) - 'a' < 26U)
      ++counts.letters;
    else if (character == ' ')
      ++counts.spaces;
    else if (character == '-' || character == '.' || character == '/' || character == ':')
      ++counts.separators;
    else
      ++counts.others;
  }
  return counts;
}

bool is_null_word(std::string_view cell) {
  static constexpr std::array<std::string_view, 27> kWords = {"na",
                                                              "n/a",
                                                              "nan",
                                                              "null",
                                                              "none",
                                                              "nc",
                                                              "nd",
                                                              "nr",
                                                              "-",
                                                              "--",
                                                              "neant",
                                                              "?",
                                                              ".",
                                                              "inconnu",
                                                              "inconnue",
                                                              "non renseigne",
                                                              "non renseignee",
                                                              "non communique",
                                                              "sans objet",
                                                              "aucun",
                                                              "aucune",
                                                              "vide",
                                                              "unknown",
                                                              "missing",
                                                              "not available",
                                                              "non connu",
                                                              "non precise"};
  if (cell.size() > 16)
    return false;
  const std::string folded = fold(cell);
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

// Digits with a sign, spaces between groups, one or several , or . and a unit sign at the end.
bool is_number(std::string_view cell) {
  if (cell.front() == '+' || cell.front() == '-')
    cell.remove_prefix(1);
  for (const std::string_view unit : {"€", "%", "$"})
    if (cell.size() > unit.size() && cell.substr(cell.size() - unit.size()) == unit)
      cell = trim(cell.substr(0, cell.size() - unit.size()));
  std::size_t digits = 0;
  std::size_t exponents = 0;
  for (std::size_t place = 0; place < cell.size(); ++place) {
    const char character = cell[place];
    if (is_digit(character)) {
      ++digits;
    } else if (character == 'e' || character == 'E') {
      if (digits == 0 || ++exponents > 1)
        return false;
    } else if (character == '+' || character == '-') {
      if (place == 0 || (cell[place - 1] | 0x20) != 'e')
        return false;
    } else if (character != ',' && character != '.' && character != ' ' && character != '\xC2' &&
               character != '\xA0' && character != '\xE2' && character != '\x80' &&
               character != '\xAF') {
      return false;
    }
  }
  return digits > 0;
}

// Groups of digits, at least two, joined by one same separator, with an optional time after.
bool is_date_or_time(std::string_view cell, CellKind& kind) {
  const std::size_t cut = cell.find_first_of(" T");
  const std::string_view head = cell.substr(0, cut);
  if (head.size() < 4 || head.size() > 12 || !is_digit(head.front()) || !is_digit(head.back()))
    return false;
  const std::size_t first = head.find_first_not_of("0123456789");
  if (first == std::string_view::npos)
    return false;
  const char separator = head[first];
  if (separator != '/' && separator != '-' && separator != '.' && separator != ':')
    return false;
  const auto parts = split(head, separator);
  const bool clean = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && part.size() <= 4 && std::all_of(part.begin(), part.end(), is_digit);
  });
  if (!clean || parts.size() > 3 || (parts.size() == 2 && separator != ':' && separator != '/'))
    return false;
  kind = separator == ':' ? CellKind::time : CellKind::date;
  return cut == std::string_view::npos || is_digit(cell[std::min(cut + 1, cell.size() - 1)]);
}

bool is_email(std::string_view cell) {
  const std::size_t at = cell.find('@');
  return at != std::string_view::npos && at > 0 && cell.find(' ') == std::string_view::npos &&
         cell.find('.', at) != std::string_view::npos;
}

bool is_url(std::string_view cell) {
  return cell.substr(0, 7) == "http://" || cell.substr(0, 8) == "https://" ||
         cell.substr(0, 4) == "www.";
}

CellKind kind_of_signs(std::string_view cell) {
  const Counts counts = count_classes(cell);
  const bool is_phone = counts.letters == 0 && counts.digits >= 8 && counts.digits <= 15 &&
                        (counts.others == 0 || cell.front() == '+' || cell.front() == '(') &&
                        counts.spaces + counts.separators > 0;
  if (is_phone)
    return CellKind::phone;
  if (counts.digits > 0 && counts.spaces == 0 && counts.others == 0 && cell.size() <= 40)
    return CellKind::code;
  const bool is_word = counts.digits == 0 && counts.others <= 1 && counts.separators <= 2 &&
                       counts.letters > 0 && cell.size() <= kLongestWord;
  return is_word ? CellKind::word : CellKind::text;
}

}  // namespace

CellKind kind_of_cell(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty() || is_null_word(cell))
    return CellKind::empty;
  if (cell.size() > 200)
    return CellKind::text;
  if (is_number(cell))
    return CellKind::number;
  CellKind kind = CellKind::text;
  if (is_date_or_time(cell, kind))
    return kind;
  if (is_email(cell))
    return CellKind::email;
  if (is_url(cell))
    return CellKind::url;
  return kind_of_signs(cell);
}

bool is_typed(CellKind kind) {
  return kind != CellKind::word && kind != CellKind::text && kind != CellKind::empty;
}

}  // namespace aval
