// The digests looked for, of one algorithm: a quick "no" for nearly every candidate, and a mark on
// each one found.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "audit/base/digest.h"

namespace aval {

class DigestSet {
 public:
  // Takes those of `algorithm`. `digests` may go afterwards.
  DigestSet(std::span<const Digest> digests, DigestAlgorithm algorithm);

  DigestAlgorithm algorithm() const { return algorithm_; }
  std::size_t size() const { return count_; }
  std::uint64_t found() const { return found_.load(); }
  bool all_found() const { return found() == count_; }
  // Marks a digest of digest_size(algorithm) bytes, when it is one of the set. From any thread.
  void mark(const unsigned char* digest);

 private:
  bool may_hold(std::uint64_t key) const {
    return (filter_[(key & filter_mask_) / 64] >> (key % 64) & 1U) != 0;
  }

  DigestAlgorithm algorithm_;
  std::size_t bytes_;  // of a digest
  std::size_t count_ = 0;
  std::string sorted_;                 // digests side by side, ascending
  std::vector<std::uint64_t> filter_;  // one bit a value of the first bytes
  std::uint64_t filter_mask_ = 0;
  std::unique_ptr<std::atomic<bool>[]> marks_;
  std::atomic<std::uint64_t> found_{0};
};

}  // namespace aval
