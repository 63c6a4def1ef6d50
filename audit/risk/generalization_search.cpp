#include "audit/risk/generalization_search.h"

#include <algorithm>
#include <queue>
#include <set>

#include "audit/risk/generalization_check.h"

namespace aval {
namespace {

// Numbers of the nodes of a lattice: the sum of level times stride over the columns.
struct Lattice {
  std::vector<std::size_t> levels;
  std::vector<std::uint32_t> strides;
  std::vector<std::vector<std::uint64_t>> losses;  // by column and level
};

// What is shared by the ways to search.
struct Search {
  const GeneralizationProblem* problem = nullptr;
  const SearchOptions* options = nullptr;
  NodeChecker* checker = nullptr;
  std::vector<std::vector<std::uint64_t>> losses;  // by column and level
  FoundGeneralization best;

  bool is_over() const {
    return (options->most_checks > 0 && checker->checks() >= options->most_checks) ||
           (options->is_over && options->is_over());
  }
  std::uint64_t least_loss(const LatticeNode& node) const {
    std::uint64_t loss = 0;
    for (std::size_t c = 0; c < node.size(); ++c)
      loss += losses[c][node[c]];
    return loss;
  }
  bool improves(std::uint64_t loss) const { return !best.found || loss < best.check.loss; }
};

bool is_good(const GeneralizationProblem& problem, const NodeCheck& check) {
  return check.suppressed <= problem.threshold.suppressed_rows;
}

// No finer node can be good.
bool condemns_finer(const GeneralizationProblem& problem, const NodeCheck& check) {
  const std::uint64_t limit = problem.threshold.suppressed_rows;
  return check.under_k_and_l > limit || (limit == 0 && check.suppressed > 0);
}

NodeCheck check_node(Search& search, const LatticeNode& node) {
  const NodeCheck check = search.checker->check(node);
  if (is_good(*search.problem, check) && search.improves(check.loss)) {
    search.best.found = true;
    search.best.node = node;
    search.best.check = check;
  }
  return check;
}

LatticeNode top_node(const GeneralizationProblem& problem) {
  LatticeNode top;
  for (const QuasiColumn& column : problem.quasi)
    top.push_back(static_cast<std::uint8_t>(column.levels.size() - 1));
  return top;
}

// From the top, always the finer neighbour of least loss: a good node to compare others with.
void descend(Search& search) {
  LatticeNode here = top_node(*search.problem);
  for (bool moved = true; moved;) {
    moved = false;
    LatticeNode next;
    std::uint64_t least = 0;
    for (std::size_t c = 0; c < here.size(); ++c) {
      if (here[c] == 0)
        continue;
      LatticeNode finer = here;
      --finer[c];
      if (search.is_over())
        return;
      const NodeCheck check = check_node(search, finer);
      if (is_good(*search.problem, check) && (!moved || check.loss < least)) {
        moved = true;
        least = check.loss;
        next = finer;
      }
    }
    if (moved)
      here = next;
  }
}

Lattice lattice_of(const Search& search) {
  Lattice lattice;
  std::uint32_t stride = 1;
  for (const QuasiColumn& column : search.problem->quasi) {
    lattice.levels.push_back(column.levels.size());
    lattice.strides.push_back(stride);
    stride *= static_cast<std::uint32_t>(column.levels.size());
  }
  lattice.losses = search.losses;
  return lattice;
}

LatticeNode node_at(const Lattice& lattice, std::uint32_t number) {
  LatticeNode node;
  for (std::size_t c = 0; c < lattice.levels.size(); ++c)
    node.push_back(static_cast<std::uint8_t>(number / lattice.strides[c] % lattice.levels[c]));
  return node;
}

// Nodes whose least loss leaves hope, by rising least loss.
std::vector<std::uint32_t> hopeful_nodes(const Search& search, const Lattice& lattice) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> nodes;
  const auto count = static_cast<std::uint32_t>(search.best.nodes);
  for (std::uint32_t number = 0; number < count; ++number) {
    const std::uint64_t least = search.least_loss(node_at(lattice, number));
    if (search.improves(least))
      nodes.emplace_back(least, number);
  }
  std::sort(nodes.begin(), nodes.end());
  std::vector<std::uint32_t> numbers;
  numbers.reserve(nodes.size());
  for (const auto& [least, number] : nodes)
    numbers.push_back(number);
  return numbers;
}

// The node and every finer one need no look any more.
void tag_finer(const Lattice& lattice, std::uint32_t number, std::vector<char>& known) {
  std::vector<std::uint32_t> pending = {number};
  known[number] = 1;
  while (!pending.empty()) {
    const std::uint32_t from = pending.back();
    pending.pop_back();
    for (std::size_t c = 0; c < lattice.levels.size(); ++c) {
      if (from / lattice.strides[c] % lattice.levels[c] == 0)
        continue;
      const std::uint32_t finer = from - lattice.strides[c];
      if (known[finer] != 2)
        pending.push_back(finer);
      known[finer] = 2;
    }
  }
}

// From a node upwards through nodes that are not known and leave hope, each time where the least
// loss grows least.
std::vector<std::uint32_t> chain_from(const Search& search, const Lattice& lattice,
                                      std::uint32_t number, const std::vector<char>& known) {
  std::vector<std::uint32_t> chain = {number};
  LatticeNode node = node_at(lattice, number);
  for (bool moved = true; moved;) {
    moved = false;
    std::uint64_t least = 0;
    std::size_t column = 0;
    for (std::size_t c = 0; c < node.size(); ++c) {
      if (node[c] + 1U == lattice.levels[c] || known[chain.back() + lattice.strides[c]] != 0)
        continue;
      ++node[c];
      const std::uint64_t loss = search.least_loss(node);
      --node[c];
      if (search.improves(loss) && (!moved || loss < least)) {
        moved = true;
        least = loss;
        column = c;
      }
    }
    if (moved) {
      ++node[column];
      chain.push_back(chain.back() + lattice.strides[column]);
    }
  }
  return chain;
}

// False when the search is over.
bool halve_chain(Search& search, const Lattice& lattice, const std::vector<std::uint32_t>& chain,
                 std::vector<char>& known) {
  std::size_t low = 0;
  std::size_t high = chain.size();
  while (low < high) {
    if (search.is_over())
      return false;
    const std::size_t middle = low + (high - low) / 2;
    if (!search.improves(search.least_loss(node_at(lattice, chain[middle])))) {
      high = middle;  // nor do those above
      continue;
    }
    const NodeCheck check = check_node(search, node_at(lattice, chain[middle]));
    known[chain[middle]] = 1;
    if (condemns_finer(*search.problem, check)) {
      tag_finer(lattice, chain[middle], known);
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return true;
}

void search_tagging(Search& search) {
  const Lattice lattice = lattice_of(search);
  std::vector<char> known(search.best.nodes, 0);
  for (const std::uint32_t number : hopeful_nodes(search, lattice)) {
    if (!search.improves(search.least_loss(node_at(lattice, number))))
      break;
    if (known[number] != 0)
      continue;
    if (!halve_chain(search, lattice, chain_from(search, lattice, number, known), known))
      return;
  }
  search.best.proven = true;
}

// Nodes seen from the top, the one of least loss first; a node that condemns what is finer is not
// followed.
void search_best_first(Search& search) {
  using Entry = std::pair<std::uint64_t, LatticeNode>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  std::set<LatticeNode> seen;
  const LatticeNode top = top_node(*search.problem);
  open.emplace(0, top);
  seen.insert(top);
  while (!open.empty()) {
    const LatticeNode node = open.top().second;
    open.pop();
    for (std::size_t c = 0; c < node.size(); ++c) {
      if (node[c] == 0)
        continue;
      LatticeNode finer = node;
      --finer[c];
      if (!seen.insert(finer).second)
        continue;
      if (search.is_over())
        return;
      const NodeCheck check = check_node(search, finer);
      if (!condemns_finer(*search.problem, check))
        open.emplace(check.loss, finer);
    }
  }
  search.best.proven = true;
}

}  // namespace

FoundGeneralization search_generalization(const GeneralizationProblem& problem,
                                          const SearchOptions& options) {
  NodeChecker checker(problem);
  Search search{&problem, &options, &checker, {}, {}};
  for (const QuasiColumn& column : problem.quasi) {
    std::vector<std::uint64_t> losses;
    for (std::size_t level = 0; level < column.levels.size(); ++level)
      losses.push_back(level_loss(column, level));
    search.losses.push_back(std::move(losses));
  }
  search.best.nodes = count_nodes(problem.quasi);
  if (condemns_finer(problem, check_node(search, top_node(problem)))) {
    search.best.proven = true;
  } else {
    descend(search);
    if (search.best.nodes <= options.most_tagged_nodes)
      search_tagging(search);
    else
      search_best_first(search);
  }
  search.best.checked = checker.checks();
  return search.best;
}

}  // namespace aval
