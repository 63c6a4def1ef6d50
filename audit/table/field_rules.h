// What a Table Schema asks of each column (Data Package 2.0, Table Schema): its type, its format,
// its constraints. Read from the descriptor; applied by table_check.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

struct FieldRules {
  std::string name;
  std::string type = "string";
  std::string format;  // empty: the default of the type
  bool required = false;
  bool unique = false;
  std::string pattern;                      // empty: none
  std::vector<std::string> allowed;         // enum, as text; empty: any
  std::optional<std::uint64_t> min_length;  // characters
  std::optional<std::uint64_t> max_length;
  std::string minimum;  // as text; empty: none
  std::string maximum;
  std::vector<std::string> true_values;  // of booleans
  std::vector<std::string> false_values;
  bool bare_number = true;  // false: "3.5 %" and "12 EUR" are numbers too
  std::string decimal_char = ".";
  std::string group_char;
};

struct TableRules {
  std::vector<FieldRules> fields;
  std::vector<std::string> missing_values;  // cells that count as no value
  std::vector<std::string> primary_key;
  // "exact" (columns and their order, the default), "equal" (any order), "subset" (more columns
  // allowed), "superset" (fewer allowed), "partial" (one in common is enough).
  std::string fields_match = "exact";
};

// A Table Schema, or a Data Package with one schema inside. Error(input) with the place of every
// problem.
TableRules read_table_rules(const OrderedJson& descriptor, const std::string& place);

}  // namespace aval
