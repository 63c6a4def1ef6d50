// The search against an exhaustive one, on lattices small enough to look at every node with a
// check written apart: maps of labels, sorted vectors, no code shared.
#include "audit/risk/generalization_search.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "audit/risk/generalization_check.h"
#include "audit/risk/local_suppression.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

std::uint32_t below(Draw& draw, std::uint32_t count) {
  return static_cast<std::uint32_t>(draw.below(count));
}

struct Truth {
  std::uint64_t suppressed = 0;
  std::uint64_t loss = 0;
};

// In a tree of equal depth, a distance of h / H is a path of 2 h edges of 1 / (2 H): the earth
// mover's distance is what flows through each edge, times its length.
double tree_flow(const ValueTree& tree, std::vector<double> excess) {
  double distance = 0;
  for (const std::vector<std::uint32_t>& parents : tree.parents) {
    std::vector<double> above(*std::max_element(parents.begin(), parents.end()) + 1U, 0);
    for (std::size_t node = 0; node < parents.size(); ++node) {
      distance += std::abs(excess[node]) / (2.0 * static_cast<double>(tree.parents.size()));
      above[parents[node]] += excess[node];
    }
    excess = above;
  }
  return distance;
}

double true_distance(const SensitiveColumn& column, const std::vector<double>& in_class,
                     const std::vector<double>& in_table) {
  std::vector<double> excess;
  for (std::size_t v = 0; v < in_class.size(); ++v)
    excess.push_back(in_class[v] - in_table[v]);
  if (!column.ground.tree.parents.empty())
    return tree_flow(column.ground.tree, excess);
  double distance = 0;
  double running = 0;
  for (const double gain : excess) {
    running += gain;
    distance += column.ground.ranks.empty()
                    ? std::abs(gain) / 2
                    : std::abs(running) / static_cast<double>(column.distinct - 1);
  }
  return distance;
}

bool is_kept(const GeneralizationProblem& problem, const std::vector<std::size_t>& rows) {
  if (rows.size() < problem.threshold.k)
    return false;
  for (const SensitiveColumn& column : problem.sensitive) {
    std::vector<double> in_class(column.distinct, 0), in_table(column.distinct, 0);
    for (const std::size_t row : rows)
      in_class[column.values[row]] += 1.0 / static_cast<double>(rows.size());
    for (const std::uint32_t value : column.values)
      in_table[value] += 1.0 / static_cast<double>(column.values.size());
    const auto there =
        std::count_if(in_class.begin(), in_class.end(), [](double q) { return q > 0; });
    if (static_cast<std::uint64_t>(there) < problem.threshold.l)
      return false;
    const double distance = true_distance(column, in_class, in_table);
    if (problem.threshold.t && distance > *problem.threshold.t + 1e-9)
      return false;
  }
  return true;
}

Truth truth_of(const GeneralizationProblem& problem, const LatticeNode& node) {
  std::map<std::vector<std::uint32_t>, std::vector<std::size_t>> classes;
  const std::size_t records = problem.quasi.front().values.size();
  for (std::size_t row = 0; row < records; ++row) {
    std::vector<std::uint32_t> key;
    for (std::size_t c = 0; c < node.size(); ++c)
      key.push_back(problem.quasi[c].levels[node[c]].group_of_value[problem.quasi[c].values[row]]);
    classes[key].push_back(row);
  }
  Truth truth;
  for (const auto& [key, rows] : classes) {
    const bool kept = is_kept(problem, rows);
    truth.suppressed += kept ? 0 : rows.size();
    for (std::size_t c = 0; c < node.size(); ++c)
      truth.loss +=
          rows.size() * (kept ? problem.quasi[c].levels[node[c]].loss[key[c]] : kCellLoss);
  }
  return truth;
}

std::vector<LatticeNode> every_node(const GeneralizationProblem& problem) {
  std::vector<LatticeNode> nodes = {{}};
  for (const QuasiColumn& column : problem.quasi) {
    std::vector<LatticeNode> longer;
    for (const LatticeNode& node : nodes)
      for (std::size_t level = 0; level < column.levels.size(); ++level) {
        longer.push_back(node);
        longer.back().push_back(static_cast<std::uint8_t>(level));
      }
    nodes = longer;
  }
  return nodes;
}

// Each level merges groups of the one before at random, down to one.
QuasiColumn random_column(Draw& draw, std::size_t records) {
  const std::uint32_t values = 2 + below(draw, 9);
  QuasiColumn column;
  for (std::size_t row = 0; row < records; ++row)
    column.values.push_back(std::min<std::uint32_t>(below(draw, values), below(draw, values)));
  std::vector<std::uint32_t> group(values);
  for (std::uint32_t v = 0; v < values; ++v)
    group[v] = v;
  for (std::uint32_t groups = values;; groups = groups > 3 ? 2 + below(draw, groups - 2) : 1) {
    std::vector<std::uint32_t> merge(*std::max_element(group.begin(), group.end()) + 1);
    for (std::uint32_t g = 0; g < merge.size(); ++g)
      merge[g] = g < groups ? g : below(draw, groups);
    for (std::uint32_t& g : group)
      g = merge[g];
    GeneralizationLevel level{group, {}};
    for (std::uint32_t g = 0; g < groups; ++g)
      level.loss.push_back(
          kCellLoss *
          static_cast<std::uint64_t>(
              std::max<std::ptrdiff_t>(1, std::count(group.begin(), group.end(), g)) - 1) /
          (values - 1));
    column.levels.push_back(level);
    if (groups == 1)
      return column;
  }
}

// All equally far, in their order, or in a tree of three levels.
GroundDistance random_ground(Draw& draw, std::uint32_t values) {
  GroundDistance ground;
  const std::uint32_t kind = below(draw, 3);
  if (kind == 1)
    for (std::uint32_t value = 0; value < values; ++value)
      ground.ranks.push_back(value);
  if (kind == 2)
    ground.tree.parents = {std::vector<std::uint32_t>(values), {0, 1, 1}, {0, 0}};
  if (kind == 2)
    for (std::uint32_t value = 0; value < values; ++value)
      ground.tree.parents[0][value] = value == 0 ? 2 : below(draw, 3);
  return ground;
}

GeneralizationProblem random_problem(Draw& draw) {
  GeneralizationProblem problem;
  const std::size_t records = 20 + draw.below(120);
  for (std::size_t c = 1 + draw.below(4); c > 0; --c)
    problem.quasi.push_back(random_column(draw, records));
  for (std::size_t s = draw.below(3); s > 0; --s) {
    SensitiveColumn column{{}, 2U + below(draw, 4), {}};
    column.ground = random_ground(draw, column.distinct);
    for (std::size_t row = 0; row < records; ++row)
      column.values.push_back(
          std::min<std::uint32_t>(below(draw, column.distinct), below(draw, column.distinct)));
    problem.sensitive.push_back(column);
  }
  problem.threshold.k = 1 + below(draw, 8);
  if (!problem.sensitive.empty()) {
    problem.threshold.l = 1 + below(draw, 2);
    if (below(draw, 2) == 0)
      problem.threshold.t = static_cast<double>(below(draw, 60)) / 100.0;
  }
  problem.threshold.suppressed_rows = below(draw, 3) == 0 ? 0 : draw.below(records / 4);
  return problem;
}

}  // namespace

TEST_CASE("a node is checked alike from the table and from the classes of a finer node") {
  Draw draw(11);
  for (int round = 0; round < 60; ++round) {
    const GeneralizationProblem problem = random_problem(draw);
    NodeChecker checker(problem);
    for (const LatticeNode& node : every_node(problem)) {
      const NodeCheck check = checker.check(node);
      const Truth truth = truth_of(problem, node);
      REQUIRE(check.suppressed == truth.suppressed);
      REQUIRE(check.loss == truth.loss);
      REQUIRE(check.under_k_and_l <= check.suppressed);
      const NodeClasses classes = checker.classes(node);
      std::size_t left_out = 0;
      for (const std::uint32_t c : classes.class_of_record)
        if (classes.kept[c] == 0)
          ++left_out;
      REQUIRE(left_out == truth.suppressed);
    }
  }
}

TEST_CASE("the least loss is that of an exhaustive search, with tags and best first") {
  Draw draw(7);
  int found = 0;
  int saved = 0;
  for (int round = 0; round < 400; ++round) {
    const GeneralizationProblem problem = random_problem(draw);
    bool reachable = false;
    std::uint64_t least = 0;
    const std::vector<LatticeNode> nodes = every_node(problem);
    for (const LatticeNode& node : nodes) {
      const Truth truth = truth_of(problem, node);
      if (truth.suppressed > problem.threshold.suppressed_rows)
        continue;
      least = reachable ? std::min(least, truth.loss) : truth.loss;
      reachable = true;
    }
    for (const std::uint64_t tagged : {kMostTaggedNodes, std::uint64_t{0}}) {
      const FoundGeneralization best = search_generalization(problem, {{}, 0, tagged});
      REQUIRE(best.proven);
      REQUIRE(best.found == reachable);
      REQUIRE(best.nodes == nodes.size());
      if (!reachable)
        continue;
      REQUIRE(best.check.loss == least);
      REQUIRE(truth_of(problem, best.node).loss == least);
      REQUIRE(truth_of(problem, best.node).suppressed == best.check.suppressed);
      ++found;
      saved += best.checked < nodes.size() / 2 ? 1 : 0;
    }
  }
  CHECK(found > 300);
  CHECK(saved > 50);  // it prunes
}

TEST_CASE("a search that is cut short says that its node is not proven") {
  Draw draw(3);
  GeneralizationProblem problem;
  for (int c = 0; c < 6; ++c)
    problem.quasi.push_back(random_column(draw, 300));
  problem.threshold.k = 5;
  const FoundGeneralization whole = search_generalization(problem, {});
  const FoundGeneralization cut = search_generalization(problem, {{}, 8, kMostTaggedNodes});
  CHECK(whole.proven);
  CHECK_FALSE(cut.proven);
  CHECK(cut.found);
  CHECK(cut.check.suppressed == 0);
  CHECK(cut.check.loss >= whole.check.loss);
  int asked = 0;
  const FoundGeneralization late =
      search_generalization(problem, {[&asked] { return ++asked > 20; }, 0, 0});
  CHECK_FALSE(late.proven);
  CHECK(late.checked <= 22);
}

TEST_CASE("more words than one hold the keys of wide tables") {
  Draw draw(5);
  GeneralizationProblem problem;
  constexpr std::uint32_t kValues = 2000;
  for (int c = 0; c < 9; ++c) {  // 2000^9 is more than 2^64
    QuasiColumn column;
    std::vector<std::uint32_t> same(kValues), all(kValues, 0);
    for (std::uint32_t v = 0; v < kValues; ++v)
      same[v] = v;
    for (int row = 0; row < 400; ++row)
      column.values.push_back(below(draw, 2) == 0 ? 0U : kValues - 1);
    column.levels = {{same, std::vector<std::uint64_t>(kValues, 0)}, {all, {kCellLoss}}};
    problem.quasi.push_back(column);
  }
  problem.threshold.k = 3;
  NodeChecker checker(problem);
  const LatticeNode bottom(9, 0);
  CHECK(checker.check(bottom).suppressed == truth_of(problem, bottom).suppressed);
  CHECK(search_generalization(problem, {}).proven);
}

TEST_CASE("cells wiped one by one leave classes that reach the thresholds, and lose no more") {
  Draw draw(19);
  int fewer = 0;
  for (int round = 0; round < 200; ++round) {
    const GeneralizationProblem problem = random_problem(draw);
    const FoundGeneralization best = search_generalization(problem, {});
    if (!best.found)
      continue;
    const FoundLocalSuppression local = refine_locally(problem, best.node, {});
    REQUIRE(local.cells.loss <= best.check.loss);
    REQUIRE(local.cells.suppressed <= problem.threshold.suppressed_rows);
    fewer += local.cells.loss < best.check.loss ? 1 : 0;
    std::map<std::vector<std::uint64_t>, std::vector<std::size_t>> classes;
    std::uint64_t loss = 0;
    for (std::size_t row = 0; row < local.cells.kept.size(); ++row) {
      std::vector<std::uint64_t> key;
      for (std::size_t c = 0; c < problem.quasi.size(); ++c) {
        const GeneralizationLevel& level = problem.quasi[c].levels[local.node[c]];
        const std::uint32_t group = level.group_of_value[problem.quasi[c].values[row]];
        const bool wiped = (local.cells.hidden[row] >> c & 1U) != 0;
        key.push_back(wiped ? kCellLoss : group);
        loss += wiped || local.cells.kept[row] == 0 ? kCellLoss : level.loss[group];
      }
      if (local.cells.kept[row] != 0)
        classes[key].push_back(row);
    }
    for (const auto& [key, rows] : classes)
      REQUIRE(is_kept(problem, rows));
    REQUIRE(loss == local.cells.loss);
  }
  CHECK(fewer > 20);
}
