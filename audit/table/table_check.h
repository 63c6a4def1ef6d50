// A table against its Table Schema. Errors carry the codes of frictionless (frictionless-py 5) and
// no cell value.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/field_rules.h"
#include "audit/table/table_reader.h"

namespace aval {

// Codes: missing-label, extra-label, incorrect-label, blank-label, duplicate-label, blank-row,
// missing-cell, extra-cell, type-error, constraint-error, unique-error, primary-key.
struct CheckError {
  std::string code;
  std::uint64_t row = 0;  // physical record from 1; 0: the header
  std::string field;      // as the schema (or the file) names it; empty for a whole row
  Text message;
};

struct CheckReport {
  bool valid = true;
  std::uint64_t rows = 0;
  std::vector<CheckError> errors;               // header first, then by row; at most `limit`
  std::vector<CheckError> warnings;             // columns that differ, when lenient
  std::map<std::string, std::uint64_t> counts;  // every error, by code
  std::vector<std::string> unchecked;           // fields whose pattern or format aval cannot apply
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
};

// Reads the table once, from `reader` freshly opened.
CheckReport check_table(TableReader& reader, const TableRules& rules, const CheckOptions& options);

std::uint64_t count_errors(const CheckReport& report);

}  // namespace aval
