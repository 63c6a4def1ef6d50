// The cells of one field against its rules (table_check.h).
#pragma once

#include "audit/table/check_state.h"
#include "audit/table/field_value.h"
#include "audit/table/key_set.h"

namespace aval {

// A field with what is prepared once: its column, its tests, the values seen.
struct FieldCheck {
  const FieldRules* rules = nullptr;
  std::size_t column = kNoColumn;
  bool in_primary_key = false;
  PatternTest pattern;
  std::optional<FieldValue> minimum;
  std::optional<FieldValue> maximum;
  std::optional<FieldValue> exclusive_minimum;
  std::optional<FieldValue> exclusive_maximum;
  bool checks_json = false;  // json_schema is one that aval reads
  KeySet seen;               // of unique fields
};

// Tells in `state` what of the rules cannot be applied.
FieldCheck prepare_field(CheckState& state, const FieldRules& rules, std::size_t column);

// Whether that text stands for no value in this field.
bool is_missing_value(const TableRules& table, const FieldRules& field, std::string_view text);

// One cell that holds a value.
void check_cell(CheckState& state, FieldCheck& field, std::uint64_t row, std::string_view text);
// One that holds none.
void check_missing_cell(CheckState& state, const FieldCheck& field, std::uint64_t row);

}  // namespace aval
