// Masked samples: a hint of what a column holds for whoever checks a finding ("D*****"), only when
// asked for. The only place where a character of a cell leaves the scan.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/scan/table_scan.h"
#include "audit/table/table_reader.h"

namespace aval {

// The first character, then five stars whatever the length of the value. Nothing for a value under
// five characters (white space at both ends apart), which a mask would not hide, nor for one that
// does not start with a Latin letter or a digit.
std::optional<std::string> mask_value(std::string_view value);

// Whether a column may show masked samples: personal, and neither special category or criminal data
// nor a password.
bool may_show_samples(const ColumnScan& column);

// Adds up to three different masks to each such column, from its first records. Reads `reader`,
// freshly opened, only as far as it must. With several threads or one, the same masks.
void add_masked_samples(TableScan& table, TableReader& reader);

}  // namespace aval
