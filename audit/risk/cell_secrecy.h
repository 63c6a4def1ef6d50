// Statistical secrecy of a table of amounts: which of its cells rest on too few units, or on one
// that makes nearly all of the amount.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/risk/coded_table.h"
#include "audit/risk/equivalence_classes.h"

namespace aval {

// Thresholds of INSEE for enterprises: a cell has at least 3 units, none above 85 % of its amount.
// Parameters of a practice, not of a law.
struct SecrecyRule {
  std::uint64_t least_units = 3;
  double largest_share = 0.85;  // 0 to 1
};

struct SecrecyColumns {
  std::vector<std::size_t> cell;    // places in table.columns: rows of one profile are one cell
  std::size_t amount = 0;           // numbers
  std::optional<std::size_t> unit;  // who the amount is of; none: each row is a unit
};

struct CellSecrecy {
  std::uint64_t cells = 0;
  std::uint64_t small_cells = 0;      // fewer units than the rule asks for
  std::uint64_t dominated_cells = 0;  // units enough, one above the share
  std::uint64_t left_out = 0;         // rows without an amount or a unit, or left out by the rule
  std::uint64_t fewest_units = 0;     // of any cell; 0 without cells
  double highest_share = 0;           // of one unit in a cell that is not small
  std::vector<std::uint64_t> small_witnesses;      // record numbers of small cells, smallest
  std::vector<std::uint64_t> dominated_witnesses;  // of dominated cells
};

// Amounts count by their size, whatever their sign. Error(usage) when a value of the amount is no
// number (the message does not tell it). Missing values of the cell follow own_category or
// excluded.
CellSecrecy measure_secrecy(const CodedTable& table, const SecrecyColumns& columns,
                            const SecrecyRule& rule, MissingRule missing);

// Adds the cells of a part of the table that shares none with the parts before.
void merge_secrecy(const CellSecrecy& part, CellSecrecy& whole);

}  // namespace aval
