#include "audit/risk/digest_set.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace aval {
namespace {

std::uint64_t key_of(const void* digest) {
  std::uint64_t key = 0;
  std::memcpy(&key, digest, sizeof key);
  return key;
}

}  // namespace

DigestSet::DigestSet(std::span<const Digest> digests, DigestAlgorithm algorithm)
    : algorithm_(algorithm), bytes_(digest_size(algorithm)) {
  std::vector<std::string_view> own;
  for (const Digest& digest : digests)
    if (digest.algorithm == algorithm)
      own.push_back(digest.bytes);
  std::sort(own.begin(), own.end());
  count_ = own.size();
  for (const std::string_view digest : own)
    sorted_ += digest;
  // Sixteen bits a digest: about one candidate in sixteen is looked up in vain.
  const std::uint64_t bits = std::bit_ceil(std::max<std::uint64_t>(count_ * 16, 1U << 12U));
  filter_.resize(bits / 64);
  filter_mask_ = bits - 1;
  for (const std::string_view digest : own) {
    const std::uint64_t key = key_of(digest.data());
    filter_[(key & filter_mask_) / 64] |= std::uint64_t{1} << (key % 64);
  }
  marks_ = std::make_unique<std::atomic<bool>[]>(count_);
}

void DigestSet::mark(const unsigned char* digest) {
  if (!may_hold(key_of(digest)))
    return;
  std::size_t low = 0, high = count_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = std::memcmp(sorted_.data() + middle * bytes_, digest, bytes_);
    if (order == 0) {
      if (!marks_[middle].exchange(true))
        ++found_;
      return;
    }
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
}

}  // namespace aval
