// Earth mover's distances between the values of one class and those of the whole table (Li, Li and
// Venkatasubramanian 2007): how much of the distribution must move, and how far.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/risk/sensitive_classes.h"

namespace aval {

// A tree over the codes of an attribute, all leaves at equal depth, as in the files of ARX.
struct ValueTree {
  // parents[h][node of level h] is its node of level h + 1; level 0 are codes, the last level has
  // one node. Empty: no tree.
  std::vector<std::vector<std::uint32_t>> parents;
};

// Values that stand in an order, neighbours at distance 1 / (ranks - 1).
class OrderedDistance {
 public:
  // `ranks` of codes, dense from 0; every row of `whole` has a value.
  OrderedDistance(const SensitiveClass& whole, const std::vector<std::uint32_t>& ranks);
  // 0 to 1; 0 when there is one rank. `of_class` is a part of `whole`.
  double to(const SensitiveClass& of_class) const;

 private:
  double sum_of_differences(double below, std::size_t from, std::size_t to) const;
  const std::vector<std::uint32_t>& ranks_;
  std::vector<double> cumulated_;  // share of the table at or under each rank
  std::vector<double> sums_;       // sums_[i]: cumulated_ of the ranks before i
};

// Two leaves are at distance h / H: h levels up to their common ancestor, H levels in the tree. 0
// to 1.
double tree_distance(const SensitiveClass& whole, const SensitiveClass& of_class,
                     const ValueTree& tree);

}  // namespace aval
