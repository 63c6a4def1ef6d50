// Earth mover's distances between the values of one class and those of the whole table (Li, Li and
// Venkatasubramanian 2007): how much of the distribution must move, and how far.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace aval {

struct ValueCount {
  std::uint32_t code = 0;
  std::uint64_t count = 0;
};

// Codes one a row, in any order, to counts by code, ascending. Sorts `codes`.
std::vector<ValueCount> count_codes(std::vector<std::uint32_t>& codes);

// The share of each value in a table.
class ValueShares {
 public:
  ValueShares() = default;
  // By code, ascending, each once, counts above 0.
  explicit ValueShares(std::vector<ValueCount> counts);
  double of(std::uint32_t code) const;  // 0 for a code that the table does not have
  const std::vector<ValueCount>& counts() const { return counts_; }
  std::uint64_t rows() const { return rows_; }

 private:
  std::vector<ValueCount> counts_;
  std::uint64_t rows_ = 0;
};

// A tree over the codes of an attribute, all leaves at equal depth, as in the files of ARX.
struct ValueTree {
  // parents[h][node of level h] is its node of level h + 1; level 0 are codes, the last level has
  // one node. Empty: no tree.
  std::vector<std::vector<std::uint32_t>> parents;
};

// How far apart two values stand, at most 1. By a tree: h / H, h levels up to their common
// ancestor, H levels in the tree. In an order: neighbours 1 / (ranks - 1) apart. Neither: 1.
struct GroundDistance {
  std::vector<std::uint32_t> ranks;  // of codes, dense from 0; used without a tree
  ValueTree tree;
};

// The name of the distance in reports: "hierarchical", "ordered" or "equal".
std::string_view name_of(const GroundDistance& ground);

// From any class to one table. Safe from several threads once made.
class EarthMoversDistance {
 public:
  // Every code of `whole` has a rank, or is a leaf of the tree.
  EarthMoversDistance(std::vector<ValueCount> whole, GroundDistance ground);
  // 0 to 1. `values`: a part of the table, by code, ascending, each once, counts above 0.
  double to(std::span<const ValueCount> values) const;

 private:
  void cumulate_ranks();
  void add_up_tree();
  double sum_of_differences(double below, std::size_t from, std::size_t to) const;
  double equal_distance(std::span<const ValueCount> values, double rows) const;
  double ordered_distance(std::span<const ValueCount> values, double rows) const;
  double tree_distance(std::span<const ValueCount> values, double rows) const;

  ValueShares whole_;
  GroundDistance ground_;
  std::vector<double> cumulated_;                 // share of the table at or under each rank
  std::vector<double> sums_;                      // sums_[i]: cumulated_ of the ranks before i
  std::vector<std::vector<double>> tree_shares_;  // of the table, by level and node
};

}  // namespace aval
