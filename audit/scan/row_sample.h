// Different rows kept by the smallest of their hashes: an even sample of them, the same whatever
// their order, for what no single column tells (composite_key.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/scan/row_hashes.h"

namespace aval {

// Not thread-safe; one a thread, then merged. At most 2 kRows rows of kColumns hashes: 4 MiB.
class RowSample {
 public:
  static constexpr std::size_t kColumns = 64;  // the first ones of a table
  static constexpr std::size_t kRows = 512;

  bool may_keep(const RowHash& row) const { return !dropped_ || row < limit_; }
  // `cells`: the hashes of its first cells, at most kColumns; 0 where there is no value.
  void add(const RowHash& row, std::span<const std::uint64_t> cells);
  void merge(const RowSample& other);
  // Once every row is added: sorted by hash, each row once.
  void settle();

  // What it is made of. restore() is false, and changes nothing, for what is no sample.
  struct State {
    std::vector<RowHash> rows;
    std::vector<std::uint64_t> cells;
    std::uint64_t width = 0;
    bool dropped = false;
    RowHash limit{0, 0};
  };
  State state() const { return {rows_, cells_, width_, dropped_, limit_}; }
  bool restore(const State& state);

  std::size_t size() const { return rows_.size(); }
  // Is every different row here? Only then does the sample tell of the table what it shows.
  bool is_whole() const { return !dropped_; }
  // 0 beyond the cells that were told.
  std::uint64_t cell(std::size_t row, std::size_t column) const {
    return column < width_ ? cells_[row * width_ + column] : 0;
  }

 private:
  void widen(std::size_t width);

  std::vector<RowHash> rows_;
  std::vector<std::uint64_t> cells_;  // width_ a row
  std::size_t width_ = 0;
  bool dropped_ = false;
  RowHash limit_{0, 0};  // of the largest row kept, once some were dropped
};

}  // namespace aval
