// The verdicts of the values of a column, each once: thousands of values share a few dozen.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "audit/scan/cell_verdict.h"

namespace aval {

// Same traits, dictionaries, rules and decimals; number, position and year are not looked at.
bool is_same_verdict(const CellVerdict& left, const CellVerdict& right);

// Not thread-safe.
class VerdictPool {
 public:
  // The place of that verdict, the same for equal ones; its number, position and year are left out.
  std::uint32_t keep(const CellVerdict& verdict);
  const CellVerdict& at(std::uint32_t place) const { return verdicts_[place]; }
  std::size_t size() const { return verdicts_.size(); }

 private:
  std::vector<CellVerdict> verdicts_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> places_;  // by hash
};

}  // namespace aval
