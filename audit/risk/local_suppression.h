// Local suppression: single cells are wiped out instead of coarsening whole columns. A record is
// released with as few wiped cells as the greedy order below finds; a wiped cell is a category of
// its own, so classes are told apart by which cells are wiped too (the strict reading: sdcMicro's
// local suppression lets a missing value match everything, and is no k-anonymity when it does not).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "audit/risk/generalization.h"

namespace aval {

// More quasi-identifiers would make too many patterns of wiped cells.
inline constexpr std::size_t kMostLocalColumns = 16;

struct LocalSuppression {
  std::vector<std::uint64_t> hidden;  // by record: bit q, the cell of quasi-identifier q is wiped
  std::vector<char> kept;             // by record
  std::uint64_t suppressed = 0;       // records that no pattern releases
  std::uint64_t hidden_cells = 0;     // of kept records
  std::uint64_t loss = 0;             // in units of kCellLoss, a suppressed record costs all cells
};

// Patterns by number of wiped cells; among those of one number, the one that releases most records
// first. Records are released in whole classes that reach the thresholds at `node` with the cells
// of the pattern wiped. At most kMostLocalColumns quasi-identifiers, else Error(usage).
LocalSuppression suppress_cells(const GeneralizationProblem& problem, const LatticeNode& node);

struct FoundLocalSuppression {
  LatticeNode node;
  LocalSuppression cells;
};

// From a node that reaches the thresholds, goes to the finer neighbour of least loss as long as
// that loses less and leaves out no more records than asked. `is_over` (may be empty) ends it
// early. Not proven to be the least.
FoundLocalSuppression refine_locally(const GeneralizationProblem& problem, const LatticeNode& from,
                                     const std::function<bool()>& is_over);

}  // namespace aval
