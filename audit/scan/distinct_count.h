// Number of distinct values: exact up to a limit, then HyperLogLog (Flajolet et al. 2007, p =
// 12, 1.6 % standard error). Merging gives the same state whatever the order or the split.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_set>

namespace aval {

class DistinctCount {
 public:
  void add(std::uint64_t hash);
  void merge(const DistinctCount& other);
  std::uint64_t estimate() const;
  bool is_exact() const { return !overflowed_; }

 private:
  static constexpr unsigned kPrecision = 12;
  static constexpr std::size_t kExactLimit = 65536;

  void overflow_if_needed();

  std::array<std::uint8_t, 1U << kPrecision> registers_{};
  std::unordered_set<std::uint64_t> exact_;
  bool overflowed_ = false;
};

}  // namespace aval
