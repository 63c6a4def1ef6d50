// The differential check of a scan: cells whose verdict differs from the one that RE2 gives when it
// is asked for one pattern after the other. Holds no value.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/scan/cell_verdict.h"

namespace aval {

struct MatchDifference {
  std::uint64_t record = 0;  // physical record number, from 1
  std::size_t column = 0;    // from 0
  CellVerdict told;          // by the scan
  CellVerdict expected;      // by RE2
};

struct MatchCheck {
  static constexpr std::size_t kFirst = 20;

  std::uint64_t cells = 0;  // that are not empty, each compared
  std::uint64_t differences = 0;
  std::vector<MatchDifference> first;  // by record, then column; at most kFirst
};

void add_difference(MatchCheck& check, const MatchDifference& difference);
void merge_check(MatchCheck& check, const MatchCheck& other);

}  // namespace aval
