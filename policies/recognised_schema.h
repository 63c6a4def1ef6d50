// Published standards of open data that aval knows by the names of their columns: which columns a
// file has, which of them are expected to name people and by which text, and what the law itself
// answers on a publication sheet. Data of the policy pack (schemas/*.json).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

// A column that a text expects to speak of people.
struct ExpectedPerson {
  std::vector<std::string> types;  // column types; empty: any
  std::string text;                // the text that requires or allows it
};

struct RecognisedField {
  std::string name;
  bool required = false;
  bool free_text = false;   // sentences, or links to documents: something a person must read
  std::string required_by;  // the text that requires this free text to be published; may be empty
  std::optional<ExpectedPerson> person;
};

struct RecognisedSchema {
  std::string id;
  Text title;
  std::string version;
  std::string source;   // where the list of columns was read
  std::string licence;  // of the schema itself
  bool to_confirm = false;
  std::vector<RecognisedField> fields;
  std::string table_schema;  // the same as a Table Schema, JSON text
  // What the law or the standard answers on a sheet, JSON text: form, ground, text, item_d312,
  // open_to_everyone, legal_basis, legal_texts, redistribution, third_party_rights, count_columns,
  // profile, duty_text, producer_column.
  std::string sheet;
};

// From one file of the pack, already checked against its schema.
RecognisedSchema read_recognised_schema(const Json& json);

// What a list of column names says of a schema. Names are compared folded, without punctuation.
struct SchemaGuess {
  const RecognisedSchema* schema = nullptr;
  double score = 0;  // 0 to 1: half the required columns that are there, half the columns it knows
  std::vector<std::string> missing;  // required columns that are not there
  std::vector<std::string> extra;    // columns of the file that the schema does not know
};

SchemaGuess compare_with_schema(const RecognisedSchema& schema,
                                const std::vector<std::string>& columns);

// The best guess of at least 0.75 with four fifths of the required columns; nothing otherwise. A
// guess is said as such, never as a fact.
std::optional<SchemaGuess> recognise_schema(const std::vector<RecognisedSchema>& schemas,
                                            const std::vector<std::string>& columns);

const RecognisedSchema* find_recognised(const std::vector<RecognisedSchema>& schemas,
                                        std::string_view id);
// The field of that column; null when the schema does not know it.
const RecognisedField* find_field(const RecognisedSchema& schema, std::string_view column);

}  // namespace aval
