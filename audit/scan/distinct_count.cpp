#include "audit/scan/distinct_count.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace aval {

void DistinctCount::add(std::uint64_t hash) {
  const std::size_t index = hash >> (64 - kPrecision);
  const std::uint64_t rest = (hash << kPrecision) | (1ULL << (kPrecision - 1));
  const auto rank = static_cast<std::uint8_t>(std::countl_zero(rest) + 1);
  registers_[index] = std::max(registers_[index], rank);
  if (!overflowed_) {
    exact_.insert(hash);
    overflow_if_needed();
  }
}

void DistinctCount::merge(const DistinctCount& other) {
  for (std::size_t i = 0; i < registers_.size(); ++i)
    registers_[i] = std::max(registers_[i], other.registers_[i]);
  overflowed_ = overflowed_ || other.overflowed_;
  if (overflowed_) {
    exact_.clear();
    return;
  }
  exact_.insert(other.exact_.begin(), other.exact_.end());
  overflow_if_needed();
}

void DistinctCount::overflow_if_needed() {
  if (exact_.size() > kExactLimit) {
    overflowed_ = true;
    std::unordered_set<std::uint64_t>().swap(exact_);
  }
}

std::uint64_t DistinctCount::estimate() const {
  if (!overflowed_)
    return exact_.size();
  const auto m = static_cast<double>(registers_.size());
  double sum = 0;
  for (const std::uint8_t rank : registers_)
    sum += std::ldexp(1.0, -rank);
  const double alpha = 0.7213 / (1 + 1.079 / m);  // bias correction for m >= 128
  return static_cast<std::uint64_t>(std::llround(alpha * m * m / sum));
}

}  // namespace aval
