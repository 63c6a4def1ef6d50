#include "audit/risk/emd.h"

#include <algorithm>
#include <cmath>

namespace aval {
namespace {

double share(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

// What moves through each node of one level: the excess of class over table below it.
struct LevelFlow {
  std::vector<double> excess;
  std::vector<double> positive;  // of its children
  std::vector<double> negative;
};

LevelFlow flow_above(const std::vector<double>& excess, const std::vector<std::uint32_t>& parents) {
  const std::size_t nodes =
      parents.empty() ? 0 : std::size_t{*std::max_element(parents.begin(), parents.end())} + 1;
  LevelFlow flow{std::vector<double>(nodes, 0), std::vector<double>(nodes, 0),
                 std::vector<double>(nodes, 0)};
  for (std::size_t node = 0; node < parents.size(); ++node) {
    const std::uint32_t parent = parents[node];
    flow.excess[parent] += excess[node];
    (excess[node] > 0 ? flow.positive : flow.negative)[parent] += std::abs(excess[node]);
  }
  return flow;
}

}  // namespace

OrderedDistance::OrderedDistance(const SensitiveClass& whole,
                                 const std::vector<std::uint32_t>& ranks)
    : ranks_(ranks) {
  const std::size_t count =
      ranks.empty() ? 0 : std::size_t{*std::max_element(ranks.begin(), ranks.end())} + 1;
  cumulated_.assign(count, 0);
  for (const ValueCount& value : whole.values)
    cumulated_[ranks[value.code]] += share(value.count, whole.rows);
  sums_.assign(count + 1, 0);
  for (std::size_t rank = 0; rank < count; ++rank) {
    if (rank > 0)
      cumulated_[rank] += cumulated_[rank - 1];
    sums_[rank + 1] = sums_[rank] + cumulated_[rank];
  }
}

// Sum over ranks [from, to) of |below - cumulated|, `below` being constant and cumulated growing.
double OrderedDistance::sum_of_differences(double below, std::size_t from, std::size_t to) const {
  const auto first = cumulated_.begin();
  const auto turn =
      static_cast<std::size_t>(std::upper_bound(first + static_cast<std::ptrdiff_t>(from),
                                                first + static_cast<std::ptrdiff_t>(to), below) -
                               first);
  const double under = below * static_cast<double>(turn - from) - (sums_[turn] - sums_[from]);
  const double over = sums_[to] - sums_[turn] - below * static_cast<double>(to - turn);
  return under + over;
}

double OrderedDistance::to(const SensitiveClass& of_class) const {
  if (cumulated_.size() < 2)
    return 0;
  std::vector<ValueCount> by_rank = of_class.values;
  for (ValueCount& value : by_rank)
    value.code = ranks_[value.code];
  std::sort(by_rank.begin(), by_rank.end(),
            [](const ValueCount& a, const ValueCount& b) { return a.code < b.code; });
  double distance = 0;
  std::uint64_t below = 0;
  std::size_t from = 0;
  for (const ValueCount& value : by_rank) {
    distance += sum_of_differences(share(below, of_class.rows), from, value.code);
    below += value.count;
    from = value.code;
  }
  // From the last value on, class and table both hold everything only at the end.
  distance += sum_of_differences(1, from, cumulated_.size() - 1);
  return std::max(0.0, distance / static_cast<double>(cumulated_.size() - 1));
}

double tree_distance(const SensitiveClass& whole, const SensitiveClass& of_class,
                     const ValueTree& tree) {
  std::vector<double> excess(tree.parents.front().size(), 0);
  for (const ValueCount& value : whole.values)
    excess[value.code] -= share(value.count, whole.rows);
  for (const ValueCount& value : of_class.values)
    excess[value.code] += share(value.count, of_class.rows);
  const auto height = static_cast<double>(tree.parents.size());
  double distance = 0;
  for (std::size_t level = 0; level < tree.parents.size(); ++level) {
    const LevelFlow flow = flow_above(excess, tree.parents[level]);
    for (std::size_t node = 0; node < flow.excess.size(); ++node)
      distance += static_cast<double>(level + 1) / height *
                  std::min(flow.positive[node], flow.negative[node]);
    excess = flow.excess;
  }
  return distance;
}

}  // namespace aval
