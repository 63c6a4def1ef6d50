// A table against its Table Schema. Errors carry the codes of frictionless (frictionless-py 5) and
// no cell value.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/custom_check.h"
#include "audit/table/field_rules.h"
#include "audit/table/table_reader.h"

namespace aval {

// Codes: missing-label, extra-label, incorrect-label, blank-label, duplicate-label, blank-row,
// missing-cell, extra-cell, type-error, constraint-error, unique-error, primary-key, foreign-key,
// and the names of the custom checks.
struct CheckError {
  std::string code;
  std::uint64_t row = 0;  // physical record from 1; 0: the header
  std::string field;      // as the schema (or the file) names it; empty for a whole row
  Text message;
};

// All errors of one kind in one field.
struct CheckGroup {
  std::string code;
  std::string field;
  Text message;
  std::uint64_t count = 0;
  std::vector<std::uint64_t> first_rows;  // at most 5, ascending; none for the header
};

struct CheckReport {
  bool valid = true;
  std::uint64_t rows = 0;
  std::uint64_t bad_rows = 0;                   // rows with an error or more
  std::vector<CheckError> errors;               // header first, then by row; at most `limit`
  std::vector<CheckError> warnings;             // columns that differ, when lenient
  std::vector<CheckGroup> groups;               // every error; those of the header first, then by
                                                // count (highest first), field and code
  std::map<std::string, std::uint64_t> counts;  // every error, by code
  // What aval could not apply, by name: fields whose pattern, format or limit it does not read,
  // unknown custom checks, foreign keys to a table it does not have.
  std::vector<std::string> unchecked;
};

using PatternTest = std::function<bool(std::string_view)>;

struct CheckOptions {
  // Order and optional columns are free, more columns are only told: as the French validator
  // Validata reads files.
  bool lenient = false;
  std::size_t limit = 1000;
  // Makes the test of a pattern that must take the whole value; an empty function when it cannot be
  // read.
  std::function<PatternTest(const std::string& pattern)> compile_pattern;
  NumberTest is_valid_number;  // empty: checks of numbers are not applied
  // The table that a foreign key points at, freshly opened; null when there is none.
  std::function<std::unique_ptr<TableReader>(const std::string& resource)> open_resource;
  // Is called with every error, those beyond `limit` too, in the order they are found; may be
  // empty.
  std::function<void(const CheckError&)> on_error;
};

// Reads the table once, from `reader` freshly opened; once more when a foreign key points at the
// table itself.
CheckReport check_table(TableReader& reader, const TableRules& rules, const CheckOptions& options);

std::uint64_t count_errors(const CheckReport& report);

}  // namespace aval
