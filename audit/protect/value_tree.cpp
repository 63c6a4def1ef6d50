#include "audit/protect/value_tree.h"

#include <map>
#include <optional>

#include "audit/base/error.h"
#include "audit/protect/value_ladder.h"

namespace aval {
namespace {

// The labels of one value from the finest level to the last; none: it stands alone below the root.
using Labels = std::optional<std::vector<std::string>>;

std::vector<Labels> labels_of_values(const CodedColumn& column, const ValueLevels& levels) {
  std::vector<Labels> labels;
  std::uint64_t unknown = 0;
  for (const std::string& value : column.values) {
    labels.emplace_back(std::in_place);
    if (levels.labels_of(value, *labels.back()))
      continue;
    labels.back().reset();
    ++unknown;
  }
  if (unknown > 0 && levels.leaves > 0)
    refuse_values_not_in_file(column, levels, unknown);
  return labels;
}

// The node of each value at one level: labels in byte order, then the values that stand alone.
std::vector<std::uint32_t> nodes_at(const std::vector<Labels>& labels, std::size_t level) {
  std::map<std::string_view, std::uint32_t> node_of;
  for (const Labels& value : labels)
    if (value)
      node_of.emplace((*value)[level], 0U);
  std::uint32_t next = 0;
  for (auto& [label, node] : node_of)
    node = next++;
  std::vector<std::uint32_t> nodes;
  nodes.reserve(labels.size());
  for (const Labels& value : labels)
    nodes.push_back(value ? node_of.at((*value)[level]) : next++);
  return nodes;
}

// parent[node of the level below], from both nodes of each value.
std::vector<std::uint32_t> parents_between(const std::vector<std::uint32_t>& below,
                                           const std::vector<std::uint32_t>& above) {
  std::vector<std::uint32_t> parents;
  for (std::size_t value = 0; value < below.size(); ++value) {
    if (below[value] >= parents.size())
      parents.resize(below[value] + 1U, 0);
    parents[below[value]] = above[value];
  }
  return parents;
}

}  // namespace

ValueTree value_tree_of(const CodedColumn& column, const ValueLevels& levels,
                        bool missing_is_value) {
  if (levels.names.empty())
    throw Error(ErrorKind::usage, "--hierarchy",
                format_text({"colonne « {0} » : « none » n'a pas de niveaux, toutes les valeurs y "
                             "sont également distantes ; ôtez l'option",
                             "column '{0}': 'none' has no levels, all values are equally far "
                             "there; leave the option out"},
                            {column.name}));
  std::vector<Labels> labels = labels_of_values(column, levels);
  if (missing_is_value && column.missing > 0)
    labels.emplace_back();
  // The last level of a file is its root when it has one label.
  const bool has_root = levels.leaves > 0 && levels.leaves_below.back().size() == 1;
  const std::size_t inner = levels.names.size() - (has_root ? 1 : 0);
  std::vector<std::uint32_t> below(labels.size());
  for (std::size_t value = 0; value < below.size(); ++value)
    below[value] = static_cast<std::uint32_t>(value);
  ValueTree tree;
  if (labels.empty())
    return tree;
  for (std::size_t level = 0; level < inner; ++level) {
    std::vector<std::uint32_t> above = nodes_at(labels, level);
    tree.parents.push_back(parents_between(below, above));
    below = std::move(above);
  }
  tree.parents.push_back(parents_between(below, std::vector<std::uint32_t>(below.size(), 0)));
  return tree;
}

}  // namespace aval
