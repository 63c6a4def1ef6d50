// What the parts of table_check.h share while a table is checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/table/table_check.h"

namespace aval {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

struct CheckState {
  const TableRules& rules;
  const CheckOptions& options;
  CheckReport report;
  std::vector<bool> has_error;  // by row number
  std::map<std::string, std::size_t> group_places;
};

void add_error(CheckState& state, CheckError error);
// An error, or a warning when it does not count.
void tell_difference(CheckState& state, bool counts, CheckError error);
void add_unchecked(CheckState& state, const std::string& what);

// The column of that name; lenient: whatever the case and accents. kNoColumn when there is none.
std::size_t find_column(const TableInfo& info, const std::string& field, bool lenient);

// Empty with data() == nullptr beyond the columns of the batch.
std::string_view cell_at(const Batch& batch, std::size_t column, std::size_t row);

}  // namespace aval
