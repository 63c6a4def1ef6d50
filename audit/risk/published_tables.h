// What published tables of the same data, some cells of which are hidden, give away together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aval {

// One line of a published table: what the cell is about, and its value when it is told.
struct PublishedCell {
  // Name of the dimension and category; totals are left out, so that a cell is the same in every
  // table. Sorted.
  std::vector<std::pair<std::string, std::string>> about;
  std::optional<std::int64_t> value;  // 0 or more, in whole units; nothing: hidden
  std::uint64_t record = 0;           // its line in the file
};

struct PublishedTable {
  std::vector<std::string> dimensions;
  std::vector<PublishedCell> cells;
};

struct HiddenCells {
  std::uint64_t cells = 0;
  std::uint64_t hidden = 0;
  std::vector<std::uint64_t> told_by_other;  // records of hidden cells that another table tells
  std::vector<std::uint64_t> computed;       // that totals and other tables give exactly
  std::vector<std::uint64_t> bounded;        // of which fewer values than asked stay possible
};

struct TablesAudit {
  std::vector<HiddenCells> tables;  // in the order given
  bool linear = true;  // exact values by linear algebra were looked for, not only bounds
};

// Every total is the sum of its categories in each table, cells of several tables are the same
// cell, and none is below 0. `least_width`: how far apart the possible values of a hidden cell must
// be. What is told is certain. Exact values that follow from the totals are all found (unless
// `linear` is false: too many hidden cells); bounds are those that single totals give, one after
// the other, so that a cell not named may still be narrower. Error(input) when the tables
// contradict each other.
TablesAudit audit_tables(const std::vector<PublishedTable>& tables, std::int64_t least_width);

}  // namespace aval
