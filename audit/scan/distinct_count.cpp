#include "audit/scan/distinct_count.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace aval {
namespace {

constexpr std::size_t kFirstPlaces = 16;  // a power of two, as every later number of places

}  // namespace

template <typename Take>
void DistinctCount::for_each_kept(const Take& take) const {
  if (has_zero_)
    take(0);
  for (const std::uint64_t hash : kept_)
    if (hash != 0)
      take(hash);
}

void DistinctCount::count_in_registers(std::uint64_t hash) {
  const std::size_t index = hash >> (64 - kPrecision);
  const std::uint64_t rest = (hash << kPrecision) | (1ULL << (kPrecision - 1));
  const auto rank = static_cast<std::uint8_t>(std::countl_zero(rest) + 1);
  registers_[index] = std::max(registers_[index], rank);
}

void DistinctCount::estimate_from_now_on() {
  registers_.assign(std::size_t{1} << kPrecision, 0);
  for_each_kept([this](std::uint64_t hash) { count_in_registers(hash); });
  std::vector<std::uint64_t>().swap(kept_);
  kept_count_ = 0;
}

// At most three places in four are taken.
void DistinctCount::grow() {
  std::vector<std::uint64_t> old(std::max(kFirstPlaces, kept_.size() * 2), 0);
  old.swap(kept_);
  kept_count_ = 0;
  for (const std::uint64_t hash : old)
    if (hash != 0)
      keep(hash);
}

// True for a value that was not there.
bool DistinctCount::keep(std::uint64_t hash) {
  if (hash == 0)
    return !std::exchange(has_zero_, true);
  if (kept_count_ * 4 >= kept_.size() * 3)
    grow();
  std::size_t place = hash & (kept_.size() - 1);
  while (kept_[place] != 0 && kept_[place] != hash)
    place = (place + 1) & (kept_.size() - 1);
  if (kept_[place] == hash)
    return false;
  kept_[place] = hash;
  ++kept_count_;
  return true;
}

void DistinctCount::add(std::uint64_t hash) {
  if (!is_exact())
    count_in_registers(hash);
  else if (keep(hash) && kept_count_ + (has_zero_ ? 1U : 0U) > limit_)
    estimate_from_now_on();
}

void DistinctCount::merge(const DistinctCount& other) {
  if (other.is_exact()) {
    other.for_each_kept([this](std::uint64_t hash) { add(hash); });
    return;
  }
  if (is_exact())
    estimate_from_now_on();
  for (std::size_t i = 0; i < registers_.size(); ++i)
    registers_[i] = std::max(registers_[i], other.registers_[i]);
}

DistinctCount::State DistinctCount::state() const {
  State state{limit_, {}, registers_};
  if (is_exact()) {
    state.kept.reserve(kept_count_ + 1);
    for_each_kept([&state](std::uint64_t hash) { state.kept.push_back(hash); });
    std::sort(state.kept.begin(), state.kept.end());
  }
  return state;
}

bool DistinctCount::restore(const State& state) {
  const bool estimates = !state.registers.empty();
  if ((estimates && state.registers.size() != std::size_t{1} << kPrecision) ||
      state.limit > kExactLimit || state.kept.size() > state.limit)
    return false;
  *this = DistinctCount();
  limit_ = static_cast<std::size_t>(state.limit);
  registers_ = state.registers;
  for (const std::uint64_t hash : state.kept)
    add(hash);
  return true;
}

std::uint64_t DistinctCount::estimate() const {
  if (is_exact())
    return kept_count_ + (has_zero_ ? 1U : 0U);
  const auto m = static_cast<double>(registers_.size());
  double sum = 0;
  for (const std::uint8_t rank : registers_)
    sum += std::ldexp(1.0, -rank);
  const double alpha = 0.7213 / (1 + 1.079 / m);  // bias correction for m >= 128
  double estimate = alpha * m * m / sum;
  const auto empty = std::count(registers_.begin(), registers_.end(), std::uint8_t{0});
  if (estimate <= 2.5 * m && empty > 0)  // few values: linear counting, as the paper has it
    estimate = m * std::log(m / static_cast<double>(empty));
  return static_cast<std::uint64_t>(std::llround(estimate));
}

}  // namespace aval
