// What a Table Schema asks of each column (Data Package 2.0, Table Schema): its type, its format,
// its constraints, and of the rows together: keys and the custom checks of the French validator
// Validata. Read from the descriptor; applied by table_check.h.
#pragma once

#include <cstdint>
#include <map>
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
  std::vector<std::string> categories;      // closed list too (Data Package 2.0); empty: any
  std::optional<std::uint64_t> min_length;  // characters; items of arrays and lists
  std::optional<std::uint64_t> max_length;
  std::string minimum;  // as text; empty: none
  std::string maximum;
  std::string exclusive_minimum;
  std::string exclusive_maximum;
  std::string json_schema;               // JSON text, of objects and arrays; empty: none
  std::vector<std::string> true_values;  // of booleans
  std::vector<std::string> false_values;
  bool bare_number = true;  // false: "3.5 %" and "12 EUR" are numbers too
  std::string decimal_char = ".";
  std::string group_char;
  std::string delimiter = ",";              // of lists
  std::string item_type;                    // of lists; empty: any
  std::string example;                      // the schema's own, to show beside a fault; empty: none
  std::vector<std::string> missing_values;  // this field's own list, in place of the schema's
  bool has_own_missing_values = false;
};

// Fields of this table whose values must be found in those of another (or of this one).
struct ForeignKeyRule {
  std::vector<std::string> fields;
  std::string resource;  // empty: this table
  std::vector<std::string> reference_fields;
};

// One entry of `custom_checks`. Columns are in the order of the check's parameters.
struct CustomCheckRule {
  std::string name;
  std::vector<std::string> columns;
  std::string comparison;       // of compare-columns-value: < <= == >= >
  bool year_may_stand = false;  // of year-interval-value: "2024" too
};

struct TableRules {
  std::vector<FieldRules> fields;
  std::vector<std::string> missing_values;  // cells that count as no value
  std::vector<std::string> primary_key;
  std::vector<std::vector<std::string>> unique_keys;
  std::vector<ForeignKeyRule> foreign_keys;
  std::vector<CustomCheckRule> custom_checks;
  // "exact" (columns and their order, the default), "equal" (any order), "subset" (more columns
  // allowed), "superset" (fewer allowed), "partial" (one in common is enough).
  std::string fields_match = "exact";
};

// A Table Schema, or a Data Package: the resource whose path ends with the file name `data_file`,
// else the only one with a schema inside. Error(input) with the place of every problem.
TableRules read_table_rules(const OrderedJson& descriptor, const std::string& place,
                            const std::string& data_file);

// Where the resources of a Data Package stand, by name: paths below its folder as written.
// Addresses and paths that leave the folder are left out. Empty for a Table Schema.
std::map<std::string, std::string> resource_paths_of(const OrderedJson& descriptor);

}  // namespace aval
