// What the rows of one profile give away of a sensitive attribute, over all classes, exactly.
// Definitions and sources: docs/risk.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/risk/emd.h"
#include "audit/risk/sensitive_classes.h"

namespace aval {

// The worst value over classes, and rows of the first class that has it (record numbers).
struct WorstClass {
  double value = 0;
  std::vector<std::uint64_t> witnesses;
};

// Recursive (c, l)-diversity (Machanavajjhala and others 2007): r_1 < c (r_l + ... + r_r) in every
// class holds for any c above `bound`.
struct RecursiveDiversity {
  std::uint64_t l = 2;
  WorstClass bound;
};

struct DisclosureMeasures {
  std::uint64_t records = 0;                  // rows that count
  std::uint64_t distinct_values = 0;          // in the whole table
  WorstClass distinct_l;                      // distinct values (Machanavajjhala and others 2007)
  WorstClass entropy_l;                       // exp of the entropy in nats, the same
  std::vector<RecursiveDiversity> recursive;  // l from 2, while every class has l values; at most 5
  WorstClass alpha;                     // share of the most frequent value (Wong and others 2006)
  WorstClass t_equal;                   // half the sum of differences (Li and others 2007)
  std::optional<WorstClass> t_ordered;  // of attributes with an order
  std::optional<WorstClass> t_hierarchical;  // when a hierarchy of the values was given
  WorstClass beta;                           // largest relative gain (Cao and Karras 2012)
  // Enhanced beta-likeness asks gain <= min(beta, -ln p): no beta does when a gain exceeds -ln p.
  bool enhanced_reachable = true;
  WorstClass delta;  // largest |ln(q/p)| (Brickell and Shmatikov 2008), q above 0
  std::uint64_t classes_lacking_a_value = 0;  // where the paper's delta is infinite
};

struct DisclosureOptions {
  std::optional<std::vector<std::uint32_t>> order;  // ranks of codes, from find_order
  ValueTree tree;
};

// Rows without a sensitive value have no place in an order or a tree: they do not count in
// t_ordered and t_hierarchical. All zero without rows.
DisclosureMeasures measure_disclosure(const CodedTable& table, const SensitiveAttribute& attribute,
                                      const DisclosureOptions& options);

// Adds the classes of a part of the table that shares none with the parts before; both were
// measured against the whole table (SensitiveAttribute::whole).
void merge_disclosure(const DisclosureMeasures& part, DisclosureMeasures& whole);

}  // namespace aval
