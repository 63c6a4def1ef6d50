#include "audit/risk/cross_table.h"

#include <algorithm>
#include <map>

#include "audit/base/error.h"

namespace aval {
namespace {

std::size_t categories_of(const CodedColumn& column) {
  return column.values.size() + (column.missing > 0 ? 1U : 0U);
}

std::size_t category_of(const CodedColumn& column, std::size_t row) {
  const std::uint32_t code = column.codes[row];
  return code == kMissingCode ? column.values.size() : code;
}

void refuse_too_large() {
  throw Error(ErrorKind::usage, "--quasi",
              format_text({"le tableau aurait plus de {0} cases, ou plus de {1} dimensions : "
                           "nommez moins de colonnes, ou regroupez leurs valeurs",
                           "the table would have more than {0} cells, or more than {1} "
                           "dimensions: name fewer columns, or group their values"},
                          {std::to_string(kMostCrossCells), std::to_string(kMostDimensions)}));
}

CrossTable empty_table(const CrossRows& rows) {
  CrossTable table;
  std::size_t cells = 1;
  for (const CodedColumn* column : rows.dimensions) {
    table.categories.push_back(categories_of(*column));
    cells *= table.categories.back() + 1;
    if (cells > kMostCrossCells)
      refuse_too_large();
  }
  if (rows.dimensions.size() > kMostDimensions)
    refuse_too_large();
  table.cells.resize(cells);
  return table;
}

std::int64_t sum_of(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum))
    throw Error(ErrorKind::input, "--sum",
                {"les montants sont trop grands pour être additionnés exactement",
                 "the amounts are too large to be added up exactly"});
  return sum;
}

// The cell of a row and each of its totals: one bit a dimension says which are totals.
template <typename Told>
void for_each_cell_of(const CrossTable& table, const std::vector<std::size_t>& categories,
                      Told told) {
  std::vector<std::size_t> at(categories.size());
  for (std::size_t totals = 0; totals < std::size_t{1} << categories.size(); ++totals) {
    for (std::size_t d = 0; d < at.size(); ++d)
      at[d] = (totals >> d & 1U) != 0 ? table.categories[d] : categories[d];
    told(table.place_of(at));
  }
}

using ByUnit = std::map<std::pair<std::size_t, std::uint64_t>, std::int64_t>;  // cell, unit

void add_units(const ByUnit& by_unit, CrossTable& table) {
  for (const auto& [key, amount] : by_unit) {
    CrossCell& cell = table.cells[key.first];
    ++cell.units;
    cell.largest = std::max(cell.largest, amount);
  }
}

}  // namespace

std::size_t CrossTable::place_of(std::span<const std::size_t> at) const {
  std::size_t place = 0;
  for (std::size_t d = 0; d < categories.size(); ++d)
    place = place * (categories[d] + 1) + at[d];
  return place;
}

std::vector<std::size_t> CrossTable::at(std::size_t place) const {
  std::vector<std::size_t> result(categories.size());
  for (std::size_t d = categories.size(); d-- > 0;) {
    result[d] = place % (categories[d] + 1);
    place /= categories[d] + 1;
  }
  return result;
}

CrossTable make_cross_table(const CrossRows& rows, std::size_t count) {
  CrossTable table = empty_table(rows);
  ByUnit by_unit;
  std::vector<std::size_t> categories(rows.dimensions.size());
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t d = 0; d < categories.size(); ++d)
      categories[d] = category_of(*rows.dimensions[d], row);
    const std::int64_t amount = rows.amounts.empty() ? 1 : rows.amounts[row];
    const std::uint64_t unit = rows.unit == nullptr ? row : std::uint64_t{rows.unit->codes[row]};
    for_each_cell_of(table, categories, [&](std::size_t place) {
      CrossCell& cell = table.cells[place];
      cell.value = sum_of(cell.value, amount);
      if (rows.unit != nullptr) {
        by_unit[{place, unit}] += amount;
        return;
      }
      ++cell.units;
      cell.largest = std::max(cell.largest, amount);
    });
  }
  add_units(by_unit, table);
  return table;
}

}  // namespace aval
