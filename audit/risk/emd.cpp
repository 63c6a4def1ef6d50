#include "audit/risk/emd.h"

#include <algorithm>

namespace aval {
namespace {

// A node of one level: its share of the class, and what its children have beyond the table.
struct NodeFlow {
  std::uint32_t node = 0;
  double share = 0;
  double gained = 0;
};

std::vector<NodeFlow> by_node(std::vector<NodeFlow> flows) {
  std::stable_sort(flows.begin(), flows.end(),
                   [](const NodeFlow& a, const NodeFlow& b) { return a.node < b.node; });
  std::vector<NodeFlow> merged;
  for (const NodeFlow& flow : flows) {
    if (merged.empty() || merged.back().node != flow.node)
      merged.push_back({flow.node, 0, 0});
    merged.back().share += flow.share;
    merged.back().gained += flow.gained;
  }
  return merged;
}

}  // namespace

std::vector<ValueCount> count_codes(std::vector<std::uint32_t>& codes) {
  std::sort(codes.begin(), codes.end());
  std::vector<ValueCount> counts;
  for (const std::uint32_t code : codes) {
    if (counts.empty() || counts.back().code != code)
      counts.push_back({code, 0});
    ++counts.back().count;
  }
  return counts;
}

ValueShares::ValueShares(std::vector<ValueCount> counts) : counts_(std::move(counts)) {
  for (const ValueCount& value : counts_)
    rows_ += value.count;
}

double ValueShares::of(std::uint32_t code) const {
  const auto found = code < counts_.size() && counts_[code].code == code
                         ? counts_.begin() + code
                         : std::lower_bound(counts_.begin(), counts_.end(), code,
                                            [](const ValueCount& value, std::uint32_t wanted) {
                                              return value.code < wanted;
                                            });
  return found == counts_.end() || found->code != code
             ? 0
             : static_cast<double>(found->count) / static_cast<double>(rows_);
}

std::string_view name_of(const GroundDistance& ground) {
  if (!ground.tree.parents.empty())
    return "hierarchical";
  return ground.ranks.empty() ? "equal" : "ordered";
}

EarthMoversDistance::EarthMoversDistance(std::vector<ValueCount> whole, GroundDistance ground)
    : whole_(std::move(whole)), ground_(std::move(ground)) {
  if (!ground_.tree.parents.empty())
    add_up_tree();
  else if (!ground_.ranks.empty())
    cumulate_ranks();
}

void EarthMoversDistance::cumulate_ranks() {
  const std::size_t count =
      std::size_t{*std::max_element(ground_.ranks.begin(), ground_.ranks.end())} + 1;
  std::vector<std::uint64_t> records(count, 0);
  for (const ValueCount& value : whole_.counts())
    records[ground_.ranks[value.code]] += value.count;
  sums_.assign(count + 1, 0);
  std::uint64_t below = 0;
  for (std::size_t rank = 0; rank < count; ++rank) {
    below += records[rank];
    cumulated_.push_back(static_cast<double>(below) / static_cast<double>(whole_.rows()));
    sums_[rank + 1] = sums_[rank] + cumulated_[rank];
  }
}

void EarthMoversDistance::add_up_tree() {
  tree_shares_.emplace_back(ground_.tree.parents.front().size(), 0);
  for (const ValueCount& value : whole_.counts())
    tree_shares_.front()[value.code] = whole_.of(value.code);
  for (const std::vector<std::uint32_t>& parents : ground_.tree.parents) {
    const std::size_t nodes = std::size_t{*std::max_element(parents.begin(), parents.end())} + 1;
    std::vector<double> shares(nodes, 0);
    for (std::size_t node = 0; node < parents.size(); ++node)
      shares[parents[node]] += tree_shares_.back()[node];
    tree_shares_.push_back(std::move(shares));
  }
}

double EarthMoversDistance::to(std::span<const ValueCount> values) const {
  double rows = 0;
  for (const ValueCount& value : values)
    rows += static_cast<double>(value.count);
  if (!tree_shares_.empty())
    return tree_distance(values, rows);
  return cumulated_.empty() ? equal_distance(values, rows) : ordered_distance(values, rows);
}

// Half the sum of |q - p|: the sum of what values gain.
double EarthMoversDistance::equal_distance(std::span<const ValueCount> values, double rows) const {
  double gained = 0;
  for (const ValueCount& value : values)
    gained += std::max(0.0, static_cast<double>(value.count) / rows - whole_.of(value.code));
  return gained;
}

// Sum over ranks [from, to) of |below - cumulated|, `below` being constant and cumulated growing.
double EarthMoversDistance::sum_of_differences(double below, std::size_t from,
                                               std::size_t to) const {
  const auto first = cumulated_.begin();
  const auto turn =
      static_cast<std::size_t>(std::upper_bound(first + static_cast<std::ptrdiff_t>(from),
                                                first + static_cast<std::ptrdiff_t>(to), below) -
                               first);
  const double under = below * static_cast<double>(turn - from) - (sums_[turn] - sums_[from]);
  const double over = sums_[to] - sums_[turn] - below * static_cast<double>(to - turn);
  return under + over;
}

// The mean of |running share of the class - that of the table| over all ranks but the last.
double EarthMoversDistance::ordered_distance(std::span<const ValueCount> values,
                                             double rows) const {
  if (cumulated_.size() < 2)
    return 0;
  std::vector<ValueCount> by_rank(values.begin(), values.end());
  for (ValueCount& value : by_rank)
    value.code = ground_.ranks[value.code];
  std::sort(by_rank.begin(), by_rank.end(),
            [](const ValueCount& a, const ValueCount& b) { return a.code < b.code; });
  double distance = 0;
  std::uint64_t below = 0;
  std::size_t from = 0;
  for (const ValueCount& value : by_rank) {
    distance += sum_of_differences(static_cast<double>(below) / rows, from, value.code);
    below += value.count;
    from = value.code;
  }
  // From the last value on, class and table both hold everything only at the end.
  distance += sum_of_differences(1, from, cumulated_.size() - 1);
  return std::max(0.0, distance / static_cast<double>(cumulated_.size() - 1));
}

// What moves between the children of a node is the lesser of what some have beyond the table and
// what the others lack. Only above a value of the class can a node have more than the table.
double EarthMoversDistance::tree_distance(std::span<const ValueCount> values, double rows) const {
  std::vector<NodeFlow> flows;
  for (const ValueCount& value : values)
    flows.push_back({value.code, static_cast<double>(value.count) / rows, 0});
  const auto height = static_cast<double>(ground_.tree.parents.size());
  double distance = 0;
  for (std::size_t level = 0; level < ground_.tree.parents.size(); ++level) {
    for (NodeFlow& flow : flows)
      flow = {ground_.tree.parents[level][flow.node], flow.share,
              std::max(0.0, flow.share - tree_shares_[level][flow.node])};
    flows = by_node(std::move(flows));
    for (const NodeFlow& flow : flows) {
      const double lacked = flow.gained - (flow.share - tree_shares_[level + 1][flow.node]);
      distance +=
          static_cast<double>(level + 1) / height * std::max(0.0, std::min(flow.gained, lacked));
    }
  }
  return distance;
}

}  // namespace aval
