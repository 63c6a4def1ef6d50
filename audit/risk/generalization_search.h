// The node of least loss that leaves out no more records than asked.
//
// Two facts prune the lattice (both are tested against every node of small lattices): a node that
// leaves out too many records by k and l alone has no finer node that does not (and by t too, when
// no record may be left out); the loss of a node is at least the sum of its level losses, which
// never falls on the way up. Where the lattice fits in memory the search is exact: nodes by rising
// sum, each with a chain upwards that is halved until its lowest good node is found (predictive
// tagging, after OLA, El Emam et al. 2009, and Flash, Kohlmayer et al. 2012). Beyond, best first
// from the top.
#pragma once

#include <cstdint>
#include <functional>

#include "audit/risk/generalization.h"

namespace aval {

// A lattice of more nodes is searched best first.
inline constexpr std::uint64_t kMostTaggedNodes = 4'000'000;

struct SearchOptions {
  // Asked before each check: true ends the search with the best node so far. May be empty.
  std::function<bool()> is_over;
  std::uint64_t most_checks = 0;  // 0: no limit. The same number gives the same node
  std::uint64_t most_tagged_nodes = kMostTaggedNodes;
};

struct FoundGeneralization {
  bool found = false;   // false: not even one class of all records reaches the thresholds (proven),
                        // or none was seen in time
  bool proven = false;  // no node of less loss, or none at all
  LatticeNode node;
  NodeCheck check;
  std::uint64_t nodes = 0;    // of the lattice, saturating
  std::uint64_t checked = 0;  // that were looked at; the others are known from them
};

FoundGeneralization search_generalization(const GeneralizationProblem& problem,
                                          const SearchOptions& options);

}  // namespace aval
