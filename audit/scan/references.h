// Codes of a column that an official list is expected to hold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/table/table_reader.h"
#include "rules/rule_pack.h"

namespace aval {

struct TableProfile;

struct ReferenceCount {
  std::size_t column = 0;
  std::string list;         // the dictionary of the pack: "insee_commune"
  std::uint64_t known = 0;  // distinct values that it holds, of those looked at
  std::uint64_t of = 0;
};

// Columns whose header names a code (postcode, INSEE code of a commune, code of a département) and
// of which the list of the pack holds half the values or more: a lower share says that they are
// codes of another kind.
[[nodiscard]] std::vector<ReferenceCount> find_references(const TableProfile& profile,
                                                          const TableInfo& info,
                                                          const RulePack& pack);

}  // namespace aval
