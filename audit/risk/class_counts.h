// How many rows have each profile, by hashes of profiles, from several threads; on disk where there
// are too many profiles.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "audit/base/spill_file.h"

namespace aval {

struct RiskSummary;

using ClassKey = std::pair<std::uint64_t, std::uint64_t>;  // 128 bits of hash: a collision among
                                                           // 10^9 classes has odds under 10^-20

struct ClassKeyHash {
  std::size_t operator()(const ClassKey& key) const { return key.first; }
};

// In parts by the first bits of keys, each with a lock of its own. A part that grows too large goes
// to disk, by more bits of its keys, and starts again.
class ClassCounts {
 public:
  // `memory`: bytes of all sizes together; 0: no limit.
  explicit ClassCounts(std::uint64_t memory);
  // From any thread; `keys` comes back sorted by part.
  void add(std::vector<ClassKey>& keys);
  // Once every key is added: the size of each class.
  void for_each_size(const std::function<void(std::uint64_t)>& take);

 private:
  using Sizes = std::unordered_map<ClassKey, std::uint64_t, ClassKeyHash>;
  static constexpr unsigned kPartBits = 6;
  struct Part {
    std::mutex mutex;
    Sizes sizes;
  };

  void spill(Sizes& sizes);
  Sizes read_sizes(std::size_t part) const;

  std::uint64_t memory_;
  std::uint64_t most_sizes_;  // of a part
  std::array<Part, std::size_t{1} << kPartBits> parts_;
  std::mutex disk_mutex_;
  std::optional<SpillFile> file_;
};

// Sizes of classes, counted, into the summary: classes, k, rows alone, rows by size.
void summarize_classes(ClassCounts& counts, RiskSummary& summary);

}  // namespace aval
