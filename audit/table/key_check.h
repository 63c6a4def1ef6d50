// Keys of rows: primary, unique, foreign (table_check.h).
#pragma once

#include <memory>

#include "audit/table/check_state.h"
#include "audit/table/key_set.h"

namespace aval {

// A key with the columns of its fields and the keys it is compared with.
struct KeyCheck {
  std::string code;   // "primary-key", "unique-error", "foreign-key"
  std::string field;  // the names of its fields, joined
  std::vector<std::size_t> columns;
  std::vector<const FieldRules*> fields;
  KeySet keys;  // seen so far; of a foreign key, those of the table it points at
};

// The keys of the schema whose columns are there. Reads the tables that foreign keys point at; one
// that cannot be had is told as unchecked.
std::vector<KeyCheck> prepare_keys(CheckState& state, const TableReader& reader);

void check_key(CheckState& state, KeyCheck& key, const Batch& batch, std::size_t row);

}  // namespace aval
