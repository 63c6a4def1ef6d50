#include "registry/sheet_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {
namespace {

constexpr std::string_view kGoesOn = "\u21B3";
constexpr const char* kNullItemWord = "(aucun)";

bool is_one_of(std::string_view form, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), form) != words.end();
}

bool is_xml_control(std::uint32_t code) {
  return (code < 0x20 && code != '\n' && code != '\t') || code == 0xFFFE || code == 0xFFFF;
}

// The code of "_xHHHH_" at that place, of a control character or of "_"; none otherwise.
std::optional<std::uint32_t> escape_at(std::string_view text, std::size_t place) {
  if (text.size() - place < 7 || text.substr(place, 2) != "_x" || text[place + 6] != '_' ||
      text.substr(place + 2, 4).find_first_not_of("0123456789ABCDEF") != std::string_view::npos)
    return std::nullopt;
  std::uint32_t code = 0;
  std::from_chars(text.data() + place + 2, text.data() + place + 6, code, 16);
  return is_xml_control(code) || code == '_' ? std::optional(code) : std::nullopt;
}

// Characters that XML cannot hold, as _xHHHH_: the escape of Office Open XML, in every format.
std::string escape_controls(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    if (is_xml_control(character.code_point)) {
      std::array<char, 16> buffer{};
      std::snprintf(buffer.data(), buffer.size(), "_x%04X_", character.code_point);
      out += buffer.data();
    } else {
      out += escape_at(text, i) ? std::string_view("_x005F_") : text.substr(i, character.length);
    }
    i += character.length;
  }
  return out;
}

std::string unescape_controls(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const auto code = escape_at(text, i)) {
      append_utf8(out, *code);
      i += 7;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::optional<Json> word_value(std::string_view cell, const ValueRule& rule) {
  const std::string form = plain_form(cell);
  for (const SheetWord& word : rule.words)
    if (!form.empty() && (plain_form(word.label) == form || plain_form(word.json) == form))
      return Json::parse(word.json);
  return std::nullopt;
}

std::optional<Json> boolean_value(std::string_view cell) {
  const std::string form = plain_form(cell);
  if (is_one_of(form, {"oui", "o", "vrai", "true", "yes", "x"}))
    return Json(true);
  if (is_one_of(form, {"non", "n", "faux", "false", "no"}))
    return Json(false);
  return std::nullopt;
}

// "1 234,5" as people type it; an integer keeps all its digits.
std::optional<Json> number_value(std::string_view cell, const ValueRule& rule) {
  std::string digits;
  for (const char character : fold(cell))
    if (character != ' ')
      digits += character == ',' ? '.' : character;
  if (digits.empty() || digits.find_first_not_of("0123456789.+-e") != std::string::npos)
    return std::nullopt;
  const Json value = Json::parse(digits, nullptr, false);
  if (value.is_number_integer() || (value.is_number() && rule.takes_number))
    return value;
  return std::nullopt;
}

// "02/03/2026", "2026-03-02 00:00:00"; none when it is no day.
std::optional<std::string> day_of(std::string_view cell) {
  if (is_calendar_date(cell.substr(0, 10)) && (cell.size() == 10 || cell.substr(10) == " 00:00:00"))
    return std::string(cell.substr(0, 10));
  std::string text(cell);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '.' || c == '-'; }, '/');
  const auto parts = split(text, '/');
  if (parts.size() != 3 || parts[2].size() != 4 || parts[0].empty() || parts[1].empty() ||
      parts[0].size() > 2 || parts[1].size() > 2)
    return std::nullopt;
  const auto two = [](std::string_view part) {
    return (part.size() < 2 ? "0" : "") + std::string(part);
  };
  const std::string date = std::string(parts[2]) + "-" + two(parts[1]) + "-" + two(parts[0]);
  return is_calendar_date(date) ? std::optional(date) : std::nullopt;
}

// What a cell without protecting apostrophe says; none when only a text could say it.
std::optional<Json> plain_value(std::string_view cell, const ValueRule& rule) {
  if (const auto word = word_value(cell, rule))
    return word;
  if (rule.takes_boolean)
    if (const auto boolean = boolean_value(cell))
      return boolean;
  if (rule.takes_integer || rule.takes_number)
    if (const auto number = number_value(cell, rule))
      return number;
  if (rule.takes_null && is_null_word(cell))
    return Json(nullptr);
  if (rule.is_date)
    if (const auto day = day_of(cell))
      return Json(*day);
  return std::nullopt;
}

// What a line of a list says of the list, or of the line before.
bool is_line_mark(std::string_view text) {
  return text == kNullItemWord || text == kEmptyListWord || is_null_word(text) ||
         text.starts_with(kGoesOn);
}

// A text that the cell, as it stands, would not give back.
bool is_taken_otherwise(std::string_view text, const ValueRule& rule) {
  if (text.empty() || trim(text) != text || (rule.is_line && is_line_mark(text)))
    return true;
  const auto value = plain_value(text, rule);
  return value && *value != Json(text);
}

// The same, or such a text behind apostrophes.
bool needs_apostrophe(std::string_view text, const ValueRule& rule) {
  for (;; text.remove_prefix(1)) {
    if (is_taken_otherwise(text, rule))
      return true;
    if (!text.starts_with("'"))
      return false;
  }
}

Text expectation(const ValueRule& rule) {
  if (!rule.words.empty()) {
    std::vector<std::string> labels;
    for (const SheetWord& word : rule.words)
      labels.push_back(word.label);
    return format_text(
        {"un mot de la liste est attendu : {0}", "a word of the list is expected: {0}"},
        {join(labels, ", ")});
  }
  if (rule.takes_boolean)
    return {"« oui » ou « non » est attendu", "'oui' or 'non' is expected"};
  if (rule.is_json)
    return {"du JSON est attendu", "JSON is expected"};
  if (rule.is_date)
    return {"une date est attendue (jj/mm/aaaa)", "a date is expected (dd/mm/yyyy)"};
  return rule.takes_number ? Text{"un nombre est attendu", "a number is expected"}
                           : Text{"un nombre entier est attendu", "a whole number is expected"};
}

Json json_value(const std::string& cell, Text& problem) {
  Json value = Json::parse(cell, nullptr, false);
  if (!value.is_discarded())
    return value;
  problem = {"du JSON est attendu", "JSON is expected"};
  return cell;
}

std::string text_cell(const std::string& text, const ValueRule& rule) {
  return escape_controls((needs_apostrophe(text, rule) ? "'" : "") + text);
}

}  // namespace

std::string plain_form(std::string_view text) {
  std::string out;
  for (const char character : fold(text))
    if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
        (static_cast<unsigned char>(character) & 0x80U) != 0)
      out += character;
  return out;
}

bool is_null_word(std::string_view cell) {
  return is_one_of(fold(trim(cell)), {"aucun", "aucune", "neant", "sans objet"});
}

std::string null_word(const ValueRule& rule) {
  const bool is_taken = std::any_of(rule.words.begin(), rule.words.end(),
                                    [](const SheetWord& word) { return is_null_word(word.label); });
  return is_taken ? "sans objet" : "aucun";
}

WorkbookCell cell_of_value(const Json& value, const ValueRule& rule) {
  if (rule.is_json)
    return {escape_controls(value.dump())};
  const auto word = std::find_if(rule.words.begin(), rule.words.end(), [&](const SheetWord& entry) {
    return entry.json == value.dump();
  });
  if (word != rule.words.end())
    return {word->label};
  if (value.is_null())
    return {null_word(rule)};
  if (value.is_boolean())
    return {value.get<bool>() ? "oui" : "non"};
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (rule.is_date && is_calendar_date(text))
      return {text, SheetValue::date};
    return {text_cell(text, rule)};
  }
  const std::string number = value.dump();
  // 1.0 would come back as 1, which is another JSON text.
  return {number, number.ends_with(".0") ? SheetValue::text : SheetValue::number};
}

std::optional<Json> value_of_cell(const std::string& cell, const ValueRule& rule, Text& problem) {
  const std::string raw = unescape_controls(cell);
  if (rule.is_json)
    return trim(raw).empty() ? std::nullopt : std::optional(json_value(raw, problem));
  if (raw.starts_with("'") && needs_apostrophe(std::string_view(raw).substr(1), rule))
    return Json(raw.substr(1));
  const std::string_view text = trim(raw);
  if (text.empty())
    return std::nullopt;
  if (auto value = plain_value(text, rule))
    return value;
  if (!rule.takes_text || rule.is_date)
    problem = expectation(rule);
  return Json(text);
}

std::string lines_of_list(const Json& list, const ValueRule& item) {
  if (list.is_null())
    return "aucun";
  if (list.empty())
    return kEmptyListWord;
  ValueRule rule = item;
  rule.is_line = true;
  std::vector<std::string> lines;
  for (const Json& value : list) {
    std::string line;
    for (const char character : value.is_null() ? kNullItemWord : cell_of_value(value, rule).value)
      line += character == '\n' ? "\n" + std::string(kGoesOn) + " " : std::string(1, character);
    lines.push_back(line);
  }
  return join(lines, "\n");
}

std::optional<Json> list_of_lines(const std::string& cell, const ValueRule& item, Text& problem) {
  const std::string_view whole = trim(cell);
  if (whole.empty())
    return std::nullopt;
  if (is_null_word(whole))
    return Json(nullptr);
  Json list = Json::array();
  if (whole == kEmptyListWord)
    return list;
  std::vector<std::string> items;
  for (const std::string_view line : split(cell, '\n')) {
    if (line.starts_with(kGoesOn) && !items.empty()) {
      const std::string_view rest = line.substr(kGoesOn.size());
      items.back() += "\n" + std::string(rest.substr(rest.starts_with(" ") ? 1 : 0));
    } else if (!trim(line).empty()) {
      items.emplace_back(line);
    }
  }
  ValueRule rule = item;
  rule.is_line = true;
  for (const std::string& text : items) {
    if (text == kNullItemWord)
      list.push_back(nullptr);
    else if (const auto value = value_of_cell(text, rule, problem))
      list.push_back(*value);
  }
  return list;
}

std::vector<std::string> choices_of(const ValueRule& rule) {
  std::vector<std::string> choices;
  for (const SheetWord& word : rule.words)
    choices.push_back(word.label);
  if (rule.takes_boolean)
    choices.insert(choices.end(), {"oui", "non"});
  if (!choices.empty() && rule.takes_null)
    choices.push_back(null_word(rule));
  return choices;
}

}  // namespace aval
