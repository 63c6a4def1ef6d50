// Global generalization: every quasi-identifier of a table is coarsened to one level of its
// hierarchy, so that each record hides among others. A node of the lattice is one level a column;
// node (0, 0, ...) is the table as it stands. Samarati and Sweeney 1998; LeFevre et al. 2005.
// Everything here is codes: no text, no file.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/risk/emd.h"

namespace aval {

// What a cell that is wholly given up costs. Integers, so that sums do not depend on their order.
inline constexpr std::uint64_t kCellLoss = 1ULL << 30U;

// One level of the hierarchy of a column.
struct GeneralizationLevel {
  std::vector<std::uint32_t> group_of_value;  // by value code
  // By group: share of the values of the hierarchy that cannot be told apart any more,
  // (values in the group - 1) / (values - 1), in units of kCellLoss: 0 to kCellLoss (the loss of
  // Iyengar 2002). Its size is the number of groups.
  std::vector<std::uint64_t> loss;
};

struct QuasiColumn {
  std::vector<std::uint32_t> values;  // value code of each record
  // From the values themselves to one group for all. Each level merges whole groups of the one
  // before.
  std::vector<GeneralizationLevel> levels;
};

struct SensitiveColumn {
  std::vector<std::uint32_t> values;  // of each record, below `distinct`
  std::uint32_t distinct = 0;
  GroundDistance ground;  // of t
};

// From any class to all records of the column.
EarthMoversDistance distance_in(const SensitiveColumn& column);

// What each class of records alike must reach.
struct ClassThreshold {
  std::uint64_t k = 1;      // records, at least
  std::uint64_t l = 1;      // distinct values of each sensitive column, at least
  std::optional<double> t;  // distance to the distribution of the whole table, at most; 0 to 1
  std::uint64_t suppressed_rows = 0;  // records of other classes that may be left out, at most
};

struct GeneralizationProblem {
  std::vector<QuasiColumn> quasi;  // at least one, all of the same number of records
  std::vector<SensitiveColumn> sensitive;
  ClassThreshold threshold;
};

using LatticeNode = std::vector<std::uint8_t>;  // the level of each column

// What one node makes of the table.
struct NodeCheck {
  std::uint64_t classes = 0;        // that are kept
  std::uint64_t suppressed = 0;     // records of classes under a threshold
  std::uint64_t under_k_and_l = 0;  // of those, by k or l alone: never fewer at a finer node
  std::uint64_t loss = 0;           // of kept cells; a suppressed record costs all its cells
};

// Saturates at the largest integer.
std::uint64_t count_nodes(const std::vector<QuasiColumn>& quasi);

// The loss of all cells at `column` and `level` when no record is suppressed: sums over columns are
// never above the loss of a node, and never fall from a node to a coarser one.
std::uint64_t level_loss(const QuasiColumn& column, std::size_t level);

// Loss as a share of all cells given up, 0 to 1.
double loss_share(std::uint64_t loss, const GeneralizationProblem& problem);

}  // namespace aval
