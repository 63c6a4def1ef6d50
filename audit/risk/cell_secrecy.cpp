#include "audit/risk/cell_secrecy.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "audit/risk/k_anonymity.h"
#include "audit/risk/value_order.h"

namespace aval {
namespace {

struct CellUnits {
  std::uint64_t units = 0;
  double share = 0;           // of the largest one; 0 when all amounts are 0
  std::size_t first_row = 0;  // of the rows that count
};

// Rows without an amount or a unit do not count; nothing when none does.
std::optional<CellUnits> units_of(const CodedTable& table, const SecrecyColumns& columns,
                                  const std::vector<double>& numbers,
                                  std::span<const std::size_t> rows) {
  const std::vector<std::uint32_t>& amounts = table.columns[columns.amount].codes;
  std::map<std::uint64_t, double> by_unit;
  std::optional<std::size_t> first;
  double total = 0;
  for (const std::size_t row : rows) {
    const std::uint64_t unit =
        columns.unit ? table.columns[*columns.unit].codes[row] : std::uint64_t{row};
    if (amounts[row] == kMissingCode || (columns.unit && unit == kMissingCode))
      continue;
    first = first.value_or(row);
    const double amount = std::abs(numbers[amounts[row]]);
    by_unit[unit] += amount;
    total += amount;
  }
  if (!first)
    return std::nullopt;
  CellUnits cell{by_unit.size(), 0, *first};
  for (const auto& [unit, amount] : by_unit)
    cell.share = std::max(cell.share, total > 0 ? amount / total : 0);
  return cell;
}

std::uint64_t count_left_out(const CodedTable& table, const SecrecyColumns& columns,
                             const EquivalenceClasses& cells) {
  std::uint64_t left_out = table.rows() - cells.rows.size();
  for (const std::size_t row : cells.rows)
    left_out += table.columns[columns.amount].codes[row] == kMissingCode ||
                        (columns.unit && table.columns[*columns.unit].codes[row] == kMissingCode)
                    ? 1U
                    : 0U;
  return left_out;
}

// The smallest numbers are kept.
void add_witness(std::vector<std::uint64_t>& witnesses, std::uint64_t record) {
  witnesses.insert(std::upper_bound(witnesses.begin(), witnesses.end(), record), record);
  witnesses.resize(std::min(witnesses.size(), kMaxWitnesses));
}

}  // namespace

void merge_secrecy(const CellSecrecy& part, CellSecrecy& whole) {
  if (part.cells > 0)
    whole.fewest_units =
        whole.cells == 0 ? part.fewest_units : std::min(whole.fewest_units, part.fewest_units);
  whole.cells += part.cells;
  whole.small_cells += part.small_cells;
  whole.dominated_cells += part.dominated_cells;
  whole.left_out += part.left_out;
  whole.highest_share = std::max(whole.highest_share, part.highest_share);
  for (const std::uint64_t record : part.small_witnesses)
    add_witness(whole.small_witnesses, record);
  for (const std::uint64_t record : part.dominated_witnesses)
    add_witness(whole.dominated_witnesses, record);
}

CellSecrecy measure_secrecy(const CodedTable& table, const SecrecyColumns& columns,
                            const SecrecyRule& rule, MissingRule missing) {
  const auto numbers = find_numbers(table.columns[columns.amount].values);
  if (!numbers)
    throw Error(ErrorKind::usage, "--amount",
                {"cette colonne a des valeurs qui ne sont pas des nombres : donnez un montant",
                 "this column has values that are no numbers: give an amount"});
  const EquivalenceClasses cells = group_rows(table, columns.cell, missing);
  CellSecrecy secrecy;
  secrecy.left_out = count_left_out(table, columns, cells);
  for (std::size_t c = 0; c < cells.count(); ++c) {
    const auto cell = units_of(table, columns, *numbers, cells.rows_of(c));
    if (!cell)
      continue;
    const std::uint64_t record = table.record_numbers[cell->first_row];
    secrecy.fewest_units =
        secrecy.cells == 0 ? cell->units : std::min(secrecy.fewest_units, cell->units);
    ++secrecy.cells;
    if (cell->units < rule.least_units) {
      ++secrecy.small_cells;
      add_witness(secrecy.small_witnesses, record);
      continue;
    }
    secrecy.highest_share = std::max(secrecy.highest_share, cell->share);
    if (cell->share > rule.largest_share) {
      ++secrecy.dominated_cells;
      add_witness(secrecy.dominated_witnesses, record);
    }
  }
  return secrecy;
}

}  // namespace aval
