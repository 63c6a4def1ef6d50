// What a node of the lattice makes of the table. A node is checked from the classes of a finer node
// that was checked before, where one is remembered: classes only merge on the way up.
#pragma once

#include <cstdint>
#include <list>
#include <vector>

#include "audit/risk/generalization.h"

namespace aval {

// The classes of the records at a node, for who writes the table.
struct NodeClasses {
  std::vector<std::uint32_t> class_of_record;
  std::vector<char> kept;  // by class: it reaches the thresholds
  std::vector<std::uint64_t> records;
};

// Not safe from several threads. `problem` must outlive it. At most 2^32 - 2 records.
class NodeChecker {
 public:
  explicit NodeChecker(const GeneralizationProblem& problem);

  NodeCheck check(const LatticeNode& node);
  std::uint64_t checks() const { return checks_; }
  NodeClasses classes(const LatticeNode& node) const;

 private:
  // Records alike in every value, quasi-identifying and sensitive, stand together from the start;
  // at a node, those of one class and the same sensitive values do.
  struct Merged {
    LatticeNode node;
    std::vector<std::uint32_t> items;  // positions in values_, one for each
    std::vector<std::uint64_t> records;
  };
  struct Classes {
    std::vector<std::uint32_t> class_of;  // by position in items
    std::vector<std::uint32_t> first;     // position of an item of each class
    std::vector<std::uint64_t> records;
  };

  const Merged& nearest(const LatticeNode& node) const;
  Classes classes_of(const Merged& merged, const LatticeNode& node) const;
  void judge(const Merged& merged, const Classes& classes, std::vector<char>& fault) const;
  void judge_column(std::size_t column, const Merged& merged, const Classes& classes,
                    std::vector<char>& fault) const;
  NodeCheck add_up(const Merged& merged, const Classes& classes, const LatticeNode& node,
                   const std::vector<char>& fault) const;
  void remember(const Merged& merged, const Classes& classes, const LatticeNode& node);

  const GeneralizationProblem& problem_;
  std::vector<std::uint32_t> item_of_record_;
  std::vector<std::vector<std::uint32_t>> values_;     // by quasi-identifier, by item
  std::vector<std::vector<std::uint32_t>> sensitive_;  // by sensitive column, by item
  std::vector<std::uint32_t> sensitive_tuple_;         // by item: its sensitive values together
  std::uint64_t tuples_ = 1;
  std::vector<EarthMoversDistance> distances_;  // by sensitive column
  Merged base_;
  std::list<Merged> remembered_;
  std::uint64_t checks_ = 0;
};

}  // namespace aval
