// Number of distinct values: exact up to a limit, then HyperLogLog (Flajolet et al. 2007, p =
// 12, 1.6 % standard error). Merging gives the same state whatever the order or the split.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aval {

class DistinctCount {
 public:
  static constexpr std::size_t kExactLimit = 65536;

  void add(std::uint64_t hash);
  void merge(const DistinctCount& other);
  std::uint64_t estimate() const;
  bool is_exact() const { return registers_.empty(); }
  // Values kept one by one before the estimate takes over, at most kExactLimit. Before the first
  // value; the same for counts that will be merged.
  void set_exact_limit(std::size_t limit) { limit_ = limit; }

  // What it is made of: the values kept, sorted, or the registers once they are too many.
  struct State {
    std::uint64_t limit = kExactLimit;
    std::vector<std::uint64_t> kept;
    std::vector<std::uint8_t> registers;
  };
  State state() const;
  // False, and nothing is changed, when it is no state.
  bool restore(const State& state);

 private:
  static constexpr unsigned kPrecision = 12;

  bool keep(std::uint64_t hash);
  void grow();
  void count_in_registers(std::uint64_t hash);
  void estimate_from_now_on();
  template <typename Take>
  void for_each_kept(const Take& take) const;

  std::size_t limit_ = kExactLimit;
  // Hashes kept, open addressing; 0 is an empty place, so that the hash 0 stands apart.
  std::vector<std::uint64_t> kept_;
  std::size_t kept_count_ = 0;
  bool has_zero_ = false;
  std::vector<std::uint8_t> registers_;  // empty while exact
};

}  // namespace aval
