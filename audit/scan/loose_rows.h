// Rows compared without case, accents, spaces and punctuation, and, where the first column only
// numbers them, without it: which of the two is known once the table is read.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/scan/distinct_count.h"
#include "audit/scan/row_hashes.h"

namespace aval {

// What the folded values of a row say.
struct LooseRow {
  std::uint64_t first = 0;  // of the first column; 0: no value
  RowHash rest{0, 0};       // of the others

  // `folded` as in JudgedValue; columns are told from the first to the last.
  void take(std::size_t column, std::uint64_t folded) {
    if (folded == 0)
      return;
    if (column == 0)
      first = folded;
    else
      mix_in(rest, column, folded);
  }
};

// Rows beyond the first that are alike, with all columns, and without the first one (the same
// number when there are too many rows for it to number them).
struct LooseCount {
  std::uint64_t all = 0;
  std::uint64_t but_first = 0;
};

// Rows of one thread. The first column is kept apart while the table may be one that it numbers:
// that it does is told of at most DistinctCount::kExactLimit values.
class LooseRows {
 public:
  // Of rows beyond those that are kept with their first column apart (1.5 MiB).
  void set_memory(std::uint64_t bytes) { joined_.set_memory(bytes); }
  void add(const LooseRow& row);
  // Takes those of `other`, which is left empty.
  void merge(LooseRows& other);

  // What it is made of: rows with their first column apart, or joined once there are too many.
  struct State {
    std::vector<LooseRow> apart;
    RowHashes joined;
  };
  State take_state();
  void restore(State state);

 private:
  friend LooseCount count_loose_duplicates(std::vector<LooseRows>& sets, std::size_t threads);
  void join_first();

  std::vector<LooseRow> apart_;  // empty once there are too many
  RowHashes joined_;
};

// Over all sets together, which are emptied. Same whatever the number of threads and of sets.
LooseCount count_loose_duplicates(std::vector<LooseRows>& sets, std::size_t threads);

}  // namespace aval
