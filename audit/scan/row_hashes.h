// Hashes of whole rows, kept until the last one, to count rows equal to another.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

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

// 16 bytes a row, in parts by the first bits, so that parts are compared apart. Not thread-safe.
class RowHashes {
 public:
  static constexpr unsigned kPartBits = 8;
  static constexpr std::size_t kParts = std::size_t{1} << kPartBits;

  void add(const RowHash& hash) {
    parts_[hash.first >> (64 - kPartBits)].push_back(hash);
    ++size_;
  }
  std::uint64_t size() const { return size_; }
  std::vector<RowHash> take_part(std::size_t part) { return std::move(parts_[part]); }

 private:
  std::array<std::vector<RowHash>, kParts> parts_;
  std::uint64_t size_ = 0;
};

// Rows beyond the first of each hash, over all sets together, which are emptied. Same whatever the
// number of threads and of sets.
std::uint64_t count_duplicates(std::vector<RowHashes>& sets, std::size_t threads);

}  // namespace aval
