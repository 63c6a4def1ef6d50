// One value of a document in one cell of a spreadsheet, and back without loss: French words for
// closed lists, oui and non, "aucun" for null; an empty cell is a value not given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"
#include "audit/table/workbook.h"

namespace aval {

struct SheetWord {
  std::string json;   // the value, as JSON text
  std::string label;  // in French, unique in its list
};

// What the schema allows in a cell.
struct ValueRule {
  bool takes_text = false;
  bool takes_integer = false;
  bool takes_number = false;  // with decimals
  bool takes_boolean = false;
  bool takes_null = false;
  bool is_date = false;
  bool is_json = false;  // a shape that has no cell of its own: written as JSON text
  bool is_line = false;  // of a list written in one cell, where more words mean something
  std::vector<SheetWord> words;
};

// "Établissement (A)" -> "etablissementa": how words and headings are compared.
std::string plain_form(std::string_view text);

// How null is written: "aucun", or "sans objet" where "aucun" or "aucune" is a word of the list.
std::string null_word(const ValueRule& rule);
bool is_null_word(std::string_view cell);  // aucun, aucune, néant, sans objet, whatever the case

constexpr const char* kEmptyListWord = "(liste vide)";
constexpr const char* kEmptyObjectWord = "(vide)";

WorkbookCell cell_of_value(const Json& value, const ValueRule& rule);

// None for an empty cell. What is not understood comes as text, with `problem` saying what was
// expected; `problem` stays empty otherwise.
std::optional<Json> value_of_cell(const std::string& cell, const ValueRule& rule, Text& problem);

// A list of plain values, an item a line; a line that goes on starts with an arrow (U+21B3).
std::string lines_of_list(const Json& list, const ValueRule& item);
std::optional<Json> list_of_lines(const std::string& cell, const ValueRule& item, Text& problem);

// What a person may choose from in such a cell.
std::vector<std::string> choices_of(const ValueRule& rule);

}  // namespace aval
