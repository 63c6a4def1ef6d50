// Rows that match when a missing value may be any value, for a table on disk.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/risk/equivalence_classes.h"
#include "audit/risk/spilled_table.h"

namespace aval {

// What matching_rows tells, for every part of the table at once.
class SpilledMatches {
 public:
  // `positions` are the profile of the table. At most 64 columns.
  SpilledMatches(SpilledTable& table, std::span<const std::size_t> positions);
  // Rows that match each class (own_category) of one part.
  std::vector<std::uint64_t> of_part(std::size_t part, const EquivalenceClasses& classes) const;

 private:
  SpillFile found_;  // by part of the table: a class and rows of other classes that match it
};

}  // namespace aval
