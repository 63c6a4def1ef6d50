// Hashes of whole rows, kept until the last one, to count rows equal to another.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "audit/base/spill_file.h"

namespace aval {

// What two hashes say together, in that order; the product of two halves spreads every bit.
inline std::uint64_t mix_hashes(std::uint64_t state, std::uint64_t value) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(state ^ 0x9E3779B97F4A7C15ULL) * (value | 1);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ value;
}

// 128 bits: that two rows unlike each other agree has odds under 10^-20 among 10^9.
using RowHash = std::pair<std::uint64_t, std::uint64_t>;

// Takes what one value of a row says, of column `column`, into the row's hash; values are told from
// the first column to the last.
inline void mix_in(RowHash& row, std::size_t column, std::uint64_t value) {
  constexpr std::uint64_t kSecondSeed = 0x61766132;  // second half of the hash of a row
  row.first = mix_hashes(row.first + column + 1, value);
  row.second = mix_hashes(value + column, row.second ^ kSecondSeed);
}

// 16 bytes a row, in parts by the first bits, so that parts are compared apart; on disk beyond a
// limit. Not thread-safe; different parts may be taken by different threads.
class RowHashes {
 public:
  static constexpr unsigned kPartBits = 8;
  static constexpr std::size_t kParts = std::size_t{1} << kPartBits;

  // Hashes beyond so many bytes go to a private temporary file (spill_file.h); 0: never. Before the
  // first row. Error(input) from add() when the disk is full.
  void set_memory(std::uint64_t bytes);
  void add(const RowHash& hash) {
    parts_[hash.first >> (64 - kPartBits)].push_back(hash);
    ++size_;
    if (++held_ >= most_held_)
      spill();
  }
  std::uint64_t size() const { return size_; }
  std::vector<RowHash> take_part(std::size_t part);
  // Takes those of `other`, which is left empty.
  void merge(RowHashes& other);

 private:
  void spill();

  std::array<std::vector<RowHash>, kParts> parts_;
  std::uint64_t size_ = 0;
  std::uint64_t held_ = 0;  // of them, in memory
  std::uint64_t most_held_ = std::numeric_limits<std::uint64_t>::max();
  std::shared_ptr<SpillFile> file_;  // null until there are too many
};

// Rows beyond the first of each hash, over all sets together, which are emptied. Same whatever the
// number of threads and of sets.
std::uint64_t count_duplicates(std::vector<RowHashes>& sets, std::size_t threads);

}  // namespace aval
