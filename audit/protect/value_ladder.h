// A column of a table with its hierarchy: what the search of a generalization takes, and the texts
// to write once a level is chosen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/protect/value_levels.h"
#include "audit/risk/coded_table.h"
#include "audit/risk/generalization.h"

namespace aval {

struct ValueLadder {
  std::string hierarchy;
  // Level 0 is the value, the last one "*"; a level that tells the same values apart as the one
  // before is left out.
  std::vector<std::string> levels;               // names
  std::vector<std::vector<std::string>> labels;  // by level and group; a missing value is ""
  QuasiColumn column;
  std::uint64_t unfit_rows = 0;  // rows whose value is not of the hierarchy: "*" above level 0
};

// A missing value is a value of its own up to the last level. Of a file, a value that is not there
// is an Error(input) naming the column and how many there are.
ValueLadder ladder_of(const CodedColumn& column, const ValueLevels& levels);

// Throws that Error: `values` distinct values of the column are not in the file of `levels`.
[[noreturn]] void refuse_values_not_in_file(const CodedColumn& column, const ValueLevels& levels,
                                            std::uint64_t values);

// The hierarchy from the leaves that the data has, as ARX writes it. Holds values of the source.
std::string hierarchy_file_text(const ValueLadder& ladder);

}  // namespace aval
