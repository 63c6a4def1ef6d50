#include "audit/table/csv_writer.h"

#include <algorithm>
#include <array>

namespace aval {

namespace {

bool is_plain_number(std::string_view text) {
  const std::size_t first = text.find_first_not_of("+-");
  if (first > 1)
    return false;
  const std::string_view digits = text.substr(first);
  return digits.find_first_not_of("0123456789.,") == std::string_view::npos &&
         std::count_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == ','; }) <=
             1 &&
         digits.find_first_of("0123456789") != std::string_view::npos;
}

bool looks_like_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> kStarts = {"=",      "+",      "-",      "@",
                                                       "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  if (text.empty())
    return false;
  if (text.front() == '\t' || text.front() == '\r')
    return true;
  const std::string_view rest =
      text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const bool has_start = std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return rest.starts_with(start);
  });
  return has_start && !is_plain_number(text);
}

// A formula, or one behind apostrophes.
bool needs_guard(std::string_view text) {
  return looks_like_formula(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

void add_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char character : text) {
    if (character == '"')
      out += '"';
    out += character;
  }
  out += '"';
}

void add_field(std::string& out, std::string_view field) {
  const std::string text = guard_formula(field);
  if (text.find_first_of(";,\"\r\n\t") == std::string::npos)
    out += text;
  else
    add_quoted(out, text);
}

constexpr std::array<bool, 256> signs_to_quote() {
  std::array<bool, 256> signs{};
  for (const char sign : std::string_view(";,\"\r\n\t"))
    signs[static_cast<unsigned char>(sign)] = true;
  return signs;
}

// Quotes also keep spaces at the ends, which some readers drop.
bool needs_quotes(std::string_view text) {
  static constexpr std::array<bool, 256> kSigns = signs_to_quote();
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return kSigns[static_cast<unsigned char>(c)]; }) ||
         text.starts_with(' ') || text.ends_with(' ');
}

// First bytes of what needs_guard looks further at: signs, blanks, apostrophes, full-width signs.
constexpr std::array<bool, 256> starts_of_formulas() {
  std::array<bool, 256> starts{};
  for (const char start : std::string_view("=+-@ \t\r\n'\xEF"))
    starts[static_cast<unsigned char>(start)] = true;
  return starts;
}

// Such cells are no formulas.
bool starts_plainly(std::string_view text) {
  static constexpr std::array<bool, 256> kStarts = starts_of_formulas();
  return text.empty() || !kStarts[static_cast<unsigned char>(text[0])];
}

}  // namespace

std::string guard_formula(std::string_view text) {
  return (needs_guard(text) ? "'" : "") + std::string(text);
}

bool is_guarded_formula(std::string_view text) {
  return text.starts_with("'") && needs_guard(text);
}

std::string unguard_formula(std::string_view text) {
  return std::string(text.substr(is_guarded_formula(text) ? 1 : 0));
}

void append_guarded_record(std::string& out, const std::vector<std::string_view>& cells) {
  const bool is_blank = cells.size() == 1 && cells.front().empty();
  for (std::size_t index = 0; index < cells.size(); ++index) {
    const std::string_view cell = cells[index];
    if (index > 0)
      out += ',';
    if (!starts_plainly(cell) && needs_guard(cell))
      add_quoted(out, guard_formula(cell));
    else if (is_blank || needs_quotes(cell))
      add_quoted(out, cell);
    else
      out += cell;
  }
  out += "\r\n";
}

void append_csv_record(std::string& out, const std::vector<std::string_view>& cells) {
  // An empty line would be no record.
  const bool is_blank = cells.size() == 1 && cells.front().empty();
  for (std::size_t index = 0; index < cells.size(); ++index) {
    out += index > 0 ? "," : "";
    if (is_blank || needs_quotes(cells[index]))
      add_quoted(out, cells[index]);
    else
      out += cells[index];
  }
  out += "\r\n";
}

std::string csv_bytes(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0)
        out += ';';
      add_field(out, row[i]);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace aval
