// Hashes of whole rows, kept until the last one, to count rows equal to another.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace aval {

// 128 bits: that two rows unlike each other agree has odds under 10^-20 among 10^9.
using RowHash = std::pair<std::uint64_t, std::uint64_t>;

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
