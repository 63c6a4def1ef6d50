#include "audit/table/schema_infer.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/table/cell_kind.h"
#include "audit/table/field_value.h"
#include "audit/table/key_set.h"

namespace aval {
namespace {

using Accepts = bool (*)(std::string_view text);

// A form that a column may have; the first that takes every value is chosen.
struct ValueForm {
  const char* type;
  const char* format;
  const char* decimal_char;
  const char* group_char;
  Accepts accepts;  // asked as well when not null
};

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "01000" names something: it is no number. Nor are numbers beyond 18 digits.
bool is_plain_number(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  return digits.size() <= 18 && !digits.empty() && digits.front() >= '0' && digits.front() <= '9' &&
         (digits.size() == 1 || digits[0] != '0' || digits[1] == '.' || digits[1] == ',');
}

bool has_t(std::string_view text) {
  return text.size() > 10 && text[10] == 'T';
}

bool is_written_in_full(std::string_view text) {  // "01/02/2024", not "1/2/2024"
  return text.size() == 10;
}

bool is_hour(std::string_view text) {
  return text.size() == 5;
}

bool is_second(std::string_view text) {
  return text.size() == 8;
}

constexpr std::array<ValueForm, 23> kForms = {{
    {"boolean", "", ".", "", nullptr},
    {"integer", "", ".", "", is_plain_number},
    {"number", "", ".", "", is_plain_number},
    {"number", "", ",", "", is_plain_number},
    {"number", "", ",", " ", is_plain_number},
    {"number", "", ",", "\u00a0", is_plain_number},
    {"number", "", ",", "\u202f", is_plain_number},
    {"date", "", ".", "", nullptr},
    {"date", "%d/%m/%Y", ".", "", is_written_in_full},
    {"date", "%m/%d/%Y", ".", "", is_written_in_full},
    {"date", "%Y/%m/%d", ".", "", is_written_in_full},
    {"date", "%d-%m-%Y", ".", "", is_written_in_full},
    {"date", "%d.%m.%Y", ".", "", is_written_in_full},
    {"yearmonth", "", ".", "", nullptr},
    {"datetime", "", ".", "", has_t},
    {"datetime", "%Y-%m-%d %H:%M:%S", ".", "", nullptr},
    {"datetime", "%d/%m/%Y %H:%M:%S", ".", "", nullptr},
    {"datetime", "%d/%m/%Y %H:%M", ".", "", nullptr},
    {"time", "", ".", "", is_second},
    {"time", "%H:%M", ".", "", is_hour},
    {"geopoint", "", ".", "", nullptr},
    {"string", "email", ".", "", nullptr},
    {"string", "uri", ".", "", nullptr},
}};

// Words for yes and no, each pair with its usual cases.
const std::vector<std::string>& words_for(bool yes) {
  static const std::vector<std::string> kYes = {"oui",  "Oui",  "OUI",  "true", "True",
                                                "TRUE", "vrai", "Vrai", "VRAI"};
  static const std::vector<std::string> kNo = {"non",   "Non",  "NON",  "false", "False",
                                               "FALSE", "faux", "Faux", "FAUX"};
  return yes ? kYes : kNo;
}

FieldRules rules_of(const ValueForm& form) {
  FieldRules rules;
  rules.type = form.type;
  rules.format = form.format;
  rules.decimal_char = form.decimal_char;
  rules.group_char = form.group_char;
  rules.true_values = words_for(true);
  rules.false_values = words_for(false);
  return rules;
}

const std::vector<FieldRules>& form_rules() {
  static const std::vector<FieldRules> kRules = [] {
    std::vector<FieldRules> rules;
    for (const ValueForm& form : kForms)
      rules.push_back(rules_of(form));
    return rules;
  }();
  return kRules;
}

struct ColumnGuess {
  std::vector<std::size_t> forms;  // still possible, indices into kForms
  std::uint64_t filled = 0;
  std::uint64_t missing = 0;
  std::size_t digits = 0;  // of every value, when each is of that many digits
  bool same_digits = true;
  bool is_key = true;  // filled and different so far
  std::set<std::string> booleans;
  KeySet seen;
};

ColumnGuess start_guess() {
  ColumnGuess guess;
  for (std::size_t i = 0; i < kForms.size(); ++i)
    guess.forms.push_back(i);
  return guess;
}

void add_value(ColumnGuess& guess, std::string_view text) {
  std::erase_if(guess.forms, [&](std::size_t form) {
    return !read_field_value(form_rules()[form], text) ||
           (kForms[form].accepts != nullptr && !kForms[form].accepts(text));
  });
  if (!guess.forms.empty() && kForms[guess.forms.front()].type == std::string_view("boolean"))
    guess.booleans.insert(std::string(text));
  const std::size_t digits = guess.same_digits && all_digits(text) ? text.size() : 0;
  guess.same_digits = digits > 0 && (guess.filled == 0 || digits == guess.digits);
  guess.digits = digits;
  ++guess.filled;
  guess.is_key = guess.is_key && guess.seen.insert(text);
  if (!guess.is_key)
    guess.seen = {};
}

// Digits of one length name something: postcodes, SIREN, telephone numbers, NIR, SIRET.
bool is_code(const ColumnGuess& guess) {
  constexpr std::array<std::size_t, 6> kLengths = {5, 9, 10, 13, 14, 15};
  return guess.same_digits && guess.filled > 1 &&
         std::find(kLengths.begin(), kLengths.end(), guess.digits) != kLengths.end();
}

void write_booleans(const ColumnGuess& guess, OrderedJson& field) {
  for (const bool yes : {true, false}) {
    OrderedJson& words = field[yes ? "trueValues" : "falseValues"];
    words = OrderedJson::array();
    for (const std::string& word : words_for(yes))
      if (guess.booleans.contains(word))
        words.push_back(word);
    if (words.empty())
      words.push_back(words_for(yes).front());
  }
}

void write_form(const ColumnGuess& guess, OrderedJson& field) {
  if (guess.filled == 0 || guess.forms.empty() || is_code(guess)) {
    field["type"] = "string";
    return;
  }
  const ValueForm& form = kForms[guess.forms.front()];
  field["type"] = form.type;
  if (*form.format != '\0')
    field["format"] = form.format;
  if (form.type == std::string_view("number") && form.decimal_char != std::string_view("."))
    field["decimalChar"] = form.decimal_char;
  if (*form.group_char != '\0')
    field["groupChar"] = form.group_char;
  if (form.type == std::string_view("boolean"))
    write_booleans(guess, field);
}

// A heading that may be the first record is not a name.
std::string name_of_column(const TableInfo& info, std::size_t column) {
  if (info.dialect.header_doubtful || info.columns[column].name.empty())
    return "colonne_" + std::to_string(column + 1);
  return to_valid_utf8(info.columns[column].name);
}

OrderedJson field_of(const TableInfo& info, std::size_t column, const ColumnGuess& guess) {
  OrderedJson field{{"name", name_of_column(info, column)}};
  write_form(guess, field);
  if (!info.columns[column].title.empty())
    field["title"] = to_valid_utf8(info.columns[column].title);
  if (!info.columns[column].comment.empty())
    field["description"] = to_valid_utf8(info.columns[column].comment);
  OrderedJson constraints = OrderedJson::object();
  if (guess.filled > 0 && guess.missing == 0)
    constraints["required"] = true;
  if (is_code(guess))
    constraints["pattern"] = "\\d{" + std::to_string(guess.digits) + "}";
  if (!constraints.empty())
    field["constraints"] = std::move(constraints);
  return field;
}

// The key that a database declares; else the first column, when its values are all different and it
// is called an identifier.
std::vector<std::string> key_of_table(const TableInfo& info,
                                      const std::vector<ColumnGuess>& guesses) {
  std::vector<std::string> key;
  for (std::size_t i = 0; i < info.columns.size(); ++i)
    if (info.columns[i].in_key)
      key.push_back(name_of_column(info, i));
  if (!key.empty() || guesses.empty() || info.dialect.header_doubtful)
    return key;
  const std::string name = fold(info.columns.front().name);
  const bool names_key = name == "id" || name == "code" || name == "identifiant" ||
                         name.starts_with("id_") || name.ends_with("_id") ||
                         name.starts_with("num") || name.starts_with("ref");
  if (names_key && guesses.front().is_key && guesses.front().filled > 1)
    key.push_back(name_of_column(info, 0));
  return key;
}

// What the cells of a table say.
struct TableGuess {
  std::vector<ColumnGuess> columns;
  std::set<std::string> missing_words = {""};
  std::uint64_t rows = 0;
};

void add_cell(TableGuess& table, std::size_t column, std::string_view text) {
  ColumnGuess& guess = table.columns[column];
  if (kind_of_cell(text) != CellKind::empty) {
    add_value(guess, text);
    return;
  }
  ++guess.missing;
  guess.is_key = false;
  if (text.data() != nullptr)
    table.missing_words.insert(std::string(text));
}

TableGuess read_guess(TableReader& reader) {
  TableGuess table;
  Batch batch;
  while (reader.next(batch)) {
    while (table.columns.size() < batch.columns.size()) {
      table.columns.push_back(start_guess());
      table.columns.back().missing = table.rows;
    }
    table.rows += batch.rows;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      for (std::size_t row = 0; row < batch.rows; ++row)
        add_cell(table, column,
                 column < batch.columns.size() ? batch.columns[column][row] : std::string_view());
  }
  return table;
}

}  // namespace

OrderedJson infer_table_schema(TableReader& reader) {
  TableGuess guess = read_guess(reader);
  const TableInfo& info = reader.info();
  guess.columns.resize(info.columns.size(), start_guess());
  OrderedJson schema{{"$schema", "https://frictionlessdata.io/schemas/table-schema.json"},
                     {"name", to_valid_utf8(info.name)},
                     {"fields", OrderedJson::array()},
                     {"missingValues", guess.missing_words}};
  if (!info.comment.empty())
    schema["description"] = to_valid_utf8(info.comment);
  for (std::size_t i = 0; i < info.columns.size(); ++i)
    schema["fields"].push_back(field_of(info, i, guess.columns[i]));
  const std::vector<std::string> key = key_of_table(info, guess.columns);
  if (!key.empty())
    schema["primaryKey"] = key;
  return schema;
}

}  // namespace aval
