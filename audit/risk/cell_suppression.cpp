// Which cells of a table of totals are not published, and the tables that prove it enough.
#include <algorithm>
#include <cmath>
#include <limits>

#include "audit/base/error.h"
#include "audit/risk/cross_table.h"

namespace aval {
namespace {

// The width that must stay possible around a cell that may be told; nothing for one that may.
// Counts: as many values as the rule itself leaves open, 1 to least - 1. Amounts: the upper
// protection level of a dominance rule (Hundepool and others 2012, Statistical Disclosure Control):
// so much that the largest unit might be within its share; 30 % of the cell where units are few
// (the default of tau-Argus).
std::optional<std::int64_t> width_needed(const CrossCell& cell, const PrimaryRule& rule) {
  if (cell.units == 0 || cell.value == 0)
    return std::nullopt;
  if (!rule.secrecy) {
    if (cell.units >= rule.least_records)
      return std::nullopt;
    return static_cast<std::int64_t>(rule.least_records) - 1;
  }
  constexpr double kFewUnits = 0.3;
  const auto value = static_cast<double>(cell.value);
  const auto largest = static_cast<double>(cell.largest);
  const bool few = cell.units < rule.secrecy->least_units;
  const bool dominated = largest > rule.secrecy->largest_share * value;
  if (!few && !dominated)
    return std::nullopt;
  const double share = std::max(rule.secrecy->largest_share, 0.01);
  const double width = std::max(few ? kFewUnits * value : 0.0, largest / share - value);
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(width)));
}

// A box with the cell at one corner: in each dimension, the cell's category and another one.
struct Box {
  std::vector<std::size_t> corners;   // places; the first is the cell
  std::vector<char> moves_with_cell;  // by corner: up when the cell goes up
};

// A total goes up with its categories, another category goes down instead.
Box box_of(const CrossTable& table, const std::vector<std::size_t>& cell,
           const std::vector<std::size_t>& other) {
  Box box;
  std::vector<std::size_t> at(cell.size());
  for (std::size_t turned = 0; turned < std::size_t{1} << cell.size(); ++turned) {
    bool with_cell = true;
    for (std::size_t d = 0; d < cell.size(); ++d) {
      const bool turns = (turned >> d & 1U) != 0;
      at[d] = turns ? other[d] : cell[d];
      const bool has_total = cell[d] == table.categories[d] || other[d] == table.categories[d];
      if (turns && !has_total)
        with_cell = !with_cell;
    }
    box.corners.push_back(table.place_of(at));
    box.moves_with_cell.push_back(with_cell ? 1 : 0);
  }
  return box;
}

struct Choice {
  Box box;
  std::uint64_t cost = std::numeric_limits<std::uint64_t>::max();
  std::int64_t down = 0;  // how far the cell can go down, all corners staying 0 or more
  std::int64_t up = 0;
};

Choice judged(const CrossTable& table, const std::vector<char>& hidden, Box box) {
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
  Choice choice{std::move(box), 0, kFar, kFar};
  for (std::size_t c = 0; c < choice.box.corners.size(); ++c) {
    const std::size_t place = choice.box.corners[c];
    const std::int64_t value = table.cells[place].value;
    std::int64_t& bound = choice.box.moves_with_cell[c] != 0 ? choice.down : choice.up;
    bound = std::min(bound, value);
    if (hidden[place] == 0)
      choice.cost += static_cast<std::uint64_t>(value) + 1;
  }
  return choice;
}

bool is_wide_enough(const Choice& choice, const ProtectedCell& cell, const PrimaryRule& rule) {
  // What is told of an amount is how large it may be; it must not be known to the unit either way.
  if (rule.secrecy)
    return choice.up >= cell.needed && choice.down > 0;
  return choice.up + choice.down >= cell.needed;
}

// Goes to the next combination of other categories; false after the last.
bool step(const CrossTable& table, const std::vector<std::size_t>& cell,
          std::vector<std::size_t>& other) {
  for (std::size_t d = other.size(); d-- > 0;) {
    if (++other[d] == cell[d])
      ++other[d];
    if (other[d] <= table.categories[d])
      return true;
    other[d] = cell[d] == 0 ? 1 : 0;
  }
  return false;
}

// The cheapest box that protects the cell; of equal cost, the first. There always is one: the box
// with the totals of all its dimensions, or with filled categories of a total, whose corners all
// rise without end.
Choice cheapest_box(const CrossTable& table, const std::vector<char>& hidden,
                    const ProtectedCell& cell, const PrimaryRule& rule) {
  const std::vector<std::size_t> at = table.at(cell.place);
  std::vector<std::size_t> other(at.size());
  for (std::size_t d = 0; d < at.size(); ++d)
    other[d] = at[d] == 0 ? 1 : 0;
  Choice best;
  do {
    Choice choice = judged(table, hidden, box_of(table, at, other));
    if (choice.cost < best.cost && is_wide_enough(choice, cell, rule))
      best = std::move(choice);
  } while (best.cost > 0 && step(table, at, other));
  return best;
}

std::vector<ProtectedCell> primary_cells(const CrossTable& table, const PrimaryRule& rule) {
  std::vector<ProtectedCell> primary;
  for (std::size_t place = 0; place < table.cells.size(); ++place)
    if (const auto width = width_needed(table.cells[place], rule))
      primary.push_back({place, *width, 0, 0});
  return primary;
}

// About a minute of work.
void refuse_too_long(const CrossTable& table, std::size_t primary) {
  constexpr double kMostCorners = 5e8;
  double corners = static_cast<double>(primary);
  for (const std::size_t categories : table.categories)
    corners *= 2 * static_cast<double>(categories);
  if (corners > kMostCorners)
    throw Error(ErrorKind::usage, "--quasi",
                format_text({"{0} cases à cacher dans un tableau aussi grand : regroupez des "
                             "valeurs, ou nommez moins de colonnes",
                             "{0} cells to hide in so large a table: group values, or name fewer "
                             "columns"},
                            {std::to_string(primary)}));
}

}  // namespace

CellSuppression suppress_cells_of(const CrossTable& table, const PrimaryRule& rule) {
  CellSuppression result;
  result.hidden.assign(table.cells.size(), 0);
  result.primary = primary_cells(table, rule);
  refuse_too_long(table, result.primary.size());
  std::vector<char> is_primary(table.cells.size(), 0);
  for (const ProtectedCell& cell : result.primary)
    is_primary[cell.place] = result.hidden[cell.place] = 1;
  for (ProtectedCell& cell : result.primary) {
    const std::int64_t value = table.cells[cell.place].value;
    const Choice choice = cheapest_box(table, result.hidden, cell, rule);
    cell.lowest = value - choice.down;
    cell.highest = value + choice.up;
    for (const std::size_t place : choice.box.corners)
      result.hidden[place] = 1;
  }
  for (std::size_t place = 0; place < table.cells.size(); ++place)
    if (result.hidden[place] != 0 && is_primary[place] == 0)
      result.secondary.push_back(place);
  return result;
}

}  // namespace aval
