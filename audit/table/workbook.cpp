#include "audit/table/workbook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <system_error>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {

namespace {

constexpr std::size_t kMaxColumns = 16384;
constexpr std::size_t kMaxRows = 1048576;
constexpr std::size_t kMaxNameUnits = 31;

std::size_t units_of(const Utf8Character& character) {
  return character.code_point > 0xFFFF ? 2 : 1;
}

std::size_t count_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    units += units_of(character);
    i += character.length;
  }
  return units;
}

std::string first_units(std::string_view text, std::size_t limit) {
  std::size_t units = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const Utf8Character character = read_utf8(text, end);
    units += units_of(character);
    if (units > limit)
      break;
    end += character.length;
  }
  return std::string(text.substr(0, end));
}

bool is_apostrophe_or_space(char character) {
  return character == '\'' || character == ' ';
}

std::string trimmed_name(std::string name) {
  while (!name.empty() && is_apostrophe_or_space(name.back()))
    name.pop_back();
  while (!name.empty() && is_apostrophe_or_space(name.front()))
    name.erase(name.begin());
  return name;
}

std::string allowed_name(std::string_view name, std::size_t limit) {
  std::string out;
  for (const char character : escape_terminal(name, false)) {
    const bool is_allowed = std::string_view("[]:*?/\\ ").find(character) == std::string_view::npos;
    if (is_allowed)
      out += character;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return trimmed_name(first_units(trimmed_name(out), limit));
}

// A decimal of at most 15 significant digits: those that every spreadsheet keeps.
bool is_decimal(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with("-") ? 1 : 0);
  if (digits.empty() || digits.find_first_not_of("0123456789.") != std::string_view::npos ||
      digits.front() == '.' || digits.back() == '.' ||
      std::count(digits.begin(), digits.end(), '.') > 1)
    return false;
  const std::string_view significant =
      digits.substr(std::min(digits.find_first_not_of("0."), digits.size()));
  return std::count_if(significant.begin(), significant.end(), [](char c) { return c != '.'; }) <=
         15;
}

int digits_at(std::string_view text, std::size_t begin, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + begin, text.data() + begin + count, value);
  return value;
}

[[noreturn]] void refuse_size(const std::string& place, const std::string& sheet) {
  throw Error(ErrorKind::input, place,
              format_text({"la feuille « {0} » dépasse ce qu'un tableur accepte (1 048 576 lignes, "
                           "16 384 colonnes) : choisissez le format CSV ou JSON",
                           "sheet '{0}' is larger than a spreadsheet takes (1,048,576 rows, 16,384 "
                           "columns): choose the format CSV or JSON"},
                          {sheet}));
}

void check_sheet(const WorkbookSheet& sheet, const std::string& place) {
  const std::size_t above = sheet.title.empty() ? 0 : 1;
  if (sheet.rows.size() + sheet.spare_rows + above > kMaxRows || sheet.columns.size() > kMaxColumns)
    refuse_size(place, sheet.name);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    if (sheet.rows[row].size() > kMaxColumns)
      refuse_size(place, sheet.name);
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      const std::string& value = sheet.rows[row][column].value;
      if (value.size() > kMaxCellUnits && count_units(value) > kMaxCellUnits)
        throw Error(
            ErrorKind::input, place,
            format_text({"feuille « {0} », cellule {1} : texte de plus de 32 767 "
                         "caractères, qu'un tableur n'accepte pas ; raccourcissez-le ou "
                         "choisissez le format JSON",
                         "sheet '{0}', cell {1}: text of more than 32,767 characters, which "
                         "no spreadsheet takes; shorten it or choose the format JSON"},
                        {sheet.name, cell_name(row + above, column)}));
    }
  }
}

}  // namespace

std::vector<std::string> fit_sheet_names(const std::vector<WorkbookSheet>& sheets) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const WorkbookSheet& sheet : sheets) {
    std::string name = allowed_name(sheet.name, kMaxNameUnits);
    if (name.empty())
      name = "Feuille";
    for (std::size_t number = 2; !taken.insert(fold(name)).second; ++number) {
      const std::string suffix = " " + std::to_string(number);
      name = allowed_name(sheet.name, kMaxNameUnits - suffix.size()) + suffix;
    }
    names.push_back(name);
  }
  return names;
}

void check_limits(const Workbook& workbook, const std::string& place) {
  if (workbook.sheets.empty())
    throw Error(ErrorKind::internal, place, {"classeur sans feuille", "workbook without a sheet"});
  for (const WorkbookSheet& sheet : workbook.sheets)
    check_sheet(sheet, place);
}

std::string cell_name(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters + std::to_string(row + 1);
}

SheetValue written_kind(const WorkbookCell& cell) {
  if (cell.kind == SheetValue::number && is_decimal(cell.value))
    return SheetValue::number;
  if (cell.kind == SheetValue::date && is_calendar_date(cell.value) && cell.value >= "1900-03-01")
    return SheetValue::date;
  return SheetValue::text;
}

bool is_calendar_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return false;
  for (const std::size_t place : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (text[place] < '0' || text[place] > '9')
      return false;
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year == 0 || month < 1 || month > 12)
    return false;
  const int last = kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
  return day >= 1 && day <= last;
}

}  // namespace aval
