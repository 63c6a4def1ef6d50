#include "audit/risk/generalization_check.h"

#include <algorithm>
#include <numeric>

#include "audit/risk/record_grouping.h"

namespace aval {
namespace {

constexpr std::size_t kMostRemembered = 64;
// A node is worth remembering when its items are this many times fewer than those it came from.
constexpr std::size_t kWorth = 2;
// What rounding may add to a distance.
constexpr double kRounding = 1e-9;
// Why a class is left out.
constexpr char kUnderKOrL = 1;
constexpr char kOverT = 2;

bool is_finer(const LatticeNode& fine, const LatticeNode& coarse) {
  for (std::size_t c = 0; c < fine.size(); ++c)
    if (fine[c] > coarse[c])
      return false;
  return true;
}

std::vector<KeyPart> parts_of(const GeneralizationProblem& problem,
                              const std::vector<std::vector<std::uint32_t>>& values,
                              const LatticeNode& node) {
  std::vector<KeyPart> parts;
  for (std::size_t c = 0; c < values.size(); ++c) {
    const GeneralizationLevel& level = problem.quasi[c].levels[node[c]];
    parts.push_back({values[c].data(), level.group_of_value.data(), level.loss.size()});
  }
  return parts;
}

// A class's items, one after the other: order[begin[c]] to order[begin[c + 1] - 1].
struct ItemsByClass {
  std::vector<std::uint32_t> order;
  std::vector<std::size_t> begin;
};

ItemsByClass by_class(const std::vector<std::uint32_t>& class_of, std::size_t classes) {
  ItemsByClass result;
  result.begin.assign(classes + 1, 0);
  for (const std::uint32_t c : class_of)
    ++result.begin[c + 1];
  std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
  std::vector<std::size_t> next(result.begin.begin(), result.begin.end() - 1);
  result.order.resize(class_of.size());
  for (std::size_t i = 0; i < class_of.size(); ++i)
    result.order[next[class_of[i]]++] = static_cast<std::uint32_t>(i);
  return result;
}

// Sorted by value, each once.
void merge_values(std::vector<ValueCount>& values) {
  std::sort(values.begin(), values.end(),
            [](const ValueCount& a, const ValueCount& b) { return a.code < b.code; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i].code == values[last].code)
      values[last].count += values[i].count;
    else
      values[++last] = values[i];
  }
  values.resize(std::min(values.size(), last + 1));
}

}  // namespace

NodeChecker::NodeChecker(const GeneralizationProblem& problem) : problem_(problem) {
  const std::size_t records = problem.quasi.front().values.size();
  std::vector<KeyPart> tuple_parts;
  for (const SensitiveColumn& column : problem.sensitive) {
    tuple_parts.push_back({column.values.data(), nullptr, column.distinct});
    distances_.push_back(distance_in(column));
  }
  const KeyGroups tuples = group_by_key(tuple_parts, {}, records);
  tuples_ = std::max<std::uint64_t>(1, tuples.first_item.size());
  std::vector<KeyPart> parts = {{tuples.group_of_item.data(), nullptr, tuples_}};
  for (const QuasiColumn& column : problem.quasi)
    parts.push_back({column.values.data(), nullptr, column.levels.front().group_of_value.size()});
  KeyGroups groups = group_by_key(parts, {}, records);
  item_of_record_ = std::move(groups.group_of_item);
  base_.node.assign(problem.quasi.size(), 0);
  base_.items.resize(groups.first_item.size());
  std::iota(base_.items.begin(), base_.items.end(), 0U);
  base_.records.assign(groups.first_item.size(), 0);
  for (const std::uint32_t item : item_of_record_)
    ++base_.records[item];
  const auto pick = [&groups](const std::vector<std::uint32_t>& of_record) {
    std::vector<std::uint32_t> of_item;
    of_item.reserve(groups.first_item.size());
    for (const std::uint32_t record : groups.first_item)
      of_item.push_back(of_record[record]);
    return of_item;
  };
  for (const QuasiColumn& column : problem.quasi)
    values_.push_back(pick(column.values));
  for (const SensitiveColumn& column : problem.sensitive)
    sensitive_.push_back(pick(column.values));
  sensitive_tuple_ = pick(tuples.group_of_item);
}

const NodeChecker::Merged& NodeChecker::nearest(const LatticeNode& node) const {
  const Merged* best = &base_;
  for (const Merged& merged : remembered_)
    if (merged.items.size() < best->items.size() && is_finer(merged.node, node))
      best = &merged;
  return *best;
}

NodeChecker::Classes NodeChecker::classes_of(const Merged& merged, const LatticeNode& node) const {
  KeyGroups groups =
      group_by_key(parts_of(problem_, values_, node), merged.items, merged.items.size());
  Classes classes{std::move(groups.group_of_item), std::move(groups.first_item), {}};
  classes.records.assign(classes.first.size(), 0);
  for (std::size_t i = 0; i < merged.items.size(); ++i)
    classes.records[classes.class_of[i]] += merged.records[i];
  return classes;
}

void NodeChecker::judge_column(std::size_t column, const Merged& merged, const Classes& classes,
                               std::vector<char>& fault) const {
  const ItemsByClass items = by_class(classes.class_of, classes.records.size());
  const ClassThreshold& threshold = problem_.threshold;
  std::vector<ValueCount> values;
  for (std::size_t c = 0; c < classes.records.size(); ++c) {
    values.clear();
    for (std::size_t i = items.begin[c]; i < items.begin[c + 1]; ++i)
      values.push_back(
          {sensitive_[column][merged.items[items.order[i]]], merged.records[items.order[i]]});
    merge_values(values);
    if (values.size() < threshold.l)
      fault[c] = kUnderKOrL;
    if (!threshold.t || fault[c] != 0)
      continue;
    if (distances_[column].to(values) > *threshold.t + kRounding)
      fault[c] = kOverT;
  }
}

void NodeChecker::judge(const Merged& merged, const Classes& classes,
                        std::vector<char>& fault) const {
  fault.assign(classes.records.size(), 0);
  for (std::size_t c = 0; c < classes.records.size(); ++c)
    if (classes.records[c] < problem_.threshold.k)
      fault[c] = kUnderKOrL;
  if (problem_.threshold.l > 1 || problem_.threshold.t)
    for (std::size_t column = 0; column < sensitive_.size(); ++column)
      judge_column(column, merged, classes, fault);
}

NodeCheck NodeChecker::add_up(const Merged& merged, const Classes& classes, const LatticeNode& node,
                              const std::vector<char>& fault) const {
  NodeCheck result;
  for (std::size_t c = 0; c < classes.records.size(); ++c) {
    if (fault[c] != 0) {
      result.suppressed += classes.records[c];
      result.under_k_and_l += fault[c] == kUnderKOrL ? classes.records[c] : 0;
      result.loss += classes.records[c] * kCellLoss * values_.size();
      continue;
    }
    ++result.classes;
    const std::uint32_t item = merged.items[classes.first[c]];
    std::uint64_t loss = 0;
    for (std::size_t q = 0; q < values_.size(); ++q) {
      const GeneralizationLevel& level = problem_.quasi[q].levels[node[q]];
      loss += level.loss[level.group_of_value[values_[q][item]]];
    }
    result.loss += classes.records[c] * loss;
  }
  return result;
}

void NodeChecker::remember(const Merged& merged, const Classes& classes, const LatticeNode& node) {
  std::vector<std::uint32_t> tuples;
  tuples.reserve(merged.items.size());
  for (const std::uint32_t item : merged.items)
    tuples.push_back(sensitive_tuple_[item]);
  const KeyGroups groups = group_by_key(
      {{classes.class_of.data(), nullptr, classes.first.size()}, {tuples.data(), nullptr, tuples_}},
      {}, merged.items.size());
  if (groups.first_item.size() * kWorth > merged.items.size())
    return;
  Merged kept{node, {}, std::vector<std::uint64_t>(groups.first_item.size(), 0)};
  for (const std::uint32_t position : groups.first_item)
    kept.items.push_back(merged.items[position]);
  for (std::size_t i = 0; i < merged.items.size(); ++i)
    kept.records[groups.group_of_item[i]] += merged.records[i];
  remembered_.push_back(std::move(kept));
  if (remembered_.size() > kMostRemembered)
    remembered_.pop_front();
}

NodeCheck NodeChecker::check(const LatticeNode& node) {
  ++checks_;
  const Merged& merged = nearest(node);
  const Classes classes = classes_of(merged, node);
  std::vector<char> fault;
  judge(merged, classes, fault);
  const NodeCheck result = add_up(merged, classes, node, fault);
  if (classes.first.size() * kWorth <= merged.items.size())
    remember(merged, classes, node);
  return result;
}

NodeClasses NodeChecker::classes(const LatticeNode& node) const {
  const Classes classes = classes_of(base_, node);
  std::vector<char> fault;
  judge(base_, classes, fault);
  NodeClasses result;
  result.records = classes.records;
  for (const char reason : fault)
    result.kept.push_back(reason == 0 ? 1 : 0);
  result.class_of_record.reserve(item_of_record_.size());
  for (const std::uint32_t item : item_of_record_)
    result.class_of_record.push_back(classes.class_of[item]);
  return result;
}

}  // namespace aval
