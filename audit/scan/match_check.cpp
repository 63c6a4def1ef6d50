#include "audit/scan/match_check.h"

#include <algorithm>
#include <tuple>

namespace aval {
namespace {

void keep_first(MatchCheck& check, const MatchDifference& difference) {
  const auto place =
      std::upper_bound(check.first.begin(), check.first.end(), difference,
                       [](const MatchDifference& a, const MatchDifference& b) {
                         return std::tie(a.record, a.column) < std::tie(b.record, b.column);
                       });
  check.first.insert(place, difference);
  if (check.first.size() > MatchCheck::kFirst)
    check.first.pop_back();
}

}  // namespace

void add_difference(MatchCheck& check, const MatchDifference& difference) {
  ++check.differences;
  keep_first(check, difference);
}

void merge_check(MatchCheck& check, const MatchCheck& other) {
  check.cells += other.cells;
  check.differences += other.differences;
  for (const MatchDifference& difference : other.first)
    keep_first(check, difference);
}

}  // namespace aval
