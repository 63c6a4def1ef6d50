#include "audit/risk/published_tables.h"

#include <algorithm>
#include <limits>
#include <map>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::size_t kMostUnknown = 4000;  // of linear algebra: about ten seconds

using About = std::vector<std::pair<std::string, std::string>>;

struct Interval {
  std::int64_t low = 0;
  std::int64_t high = kFar;
};

// A total and its categories, by number of cell.
struct TotalOf {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};

struct KnownCells {
  std::map<About, std::size_t> number_of;
  std::vector<Interval> possible;
  std::vector<TotalOf> totals;
};

[[noreturn]] void refuse_contradiction() {
  throw Error(
      ErrorKind::input, "--with",
      {"ces tableaux se contredisent : un total n'est pas la somme de ses cases, ou une case "
       "a deux valeurs ; comparez des tableaux des mêmes données",
       "these tables contradict each other: a total is not the sum of its cells, or a cell "
       "has two values; compare tables of the same data"});
}

void add_cells(const PublishedTable& table, KnownCells& known) {
  for (const PublishedCell& cell : table.cells) {
    const auto [at, is_new] = known.number_of.emplace(cell.about, known.possible.size());
    if (is_new)
      known.possible.emplace_back();
    Interval& possible = known.possible[at->second];
    if (!cell.value)
      continue;
    if (*cell.value < possible.low || *cell.value > possible.high)
      refuse_contradiction();
    possible = {*cell.value, *cell.value};
  }
}

// For each dimension, the cells that differ by its category alone, and that without it. A total
// that no table shows says nothing.
void add_totals(const PublishedTable& table, KnownCells& known) {
  for (const std::string& dimension : table.dimensions) {
    std::map<About, TotalOf> lines;
    for (const PublishedCell& cell : table.cells) {
      About rest = cell.about;
      const auto own = std::find_if(rest.begin(), rest.end(),
                                    [&](const auto& part) { return part.first == dimension; });
      if (own == rest.end())
        continue;
      rest.erase(own);
      lines[rest].parts.push_back(known.number_of.at(cell.about));
    }
    for (auto& [rest, line] : lines)
      if (const auto total = known.number_of.find(rest); total != known.number_of.end()) {
        line.total = total->second;
        known.totals.push_back(std::move(line));
      }
  }
}

// True when it made an interval smaller.
bool narrow(Interval& interval, std::int64_t low, std::int64_t high) {
  const Interval before = interval;
  interval = {std::max(interval.low, low), std::min(interval.high, high)};
  if (interval.low > interval.high)
    refuse_contradiction();
  return interval.low != before.low || interval.high != before.high;
}

std::int64_t capped(std::int64_t left, std::int64_t right) {
  return std::clamp(left + right, -kFar, kFar);
}

bool narrow_total(const TotalOf& line, std::vector<Interval>& possible) {
  std::int64_t low = 0, high = 0;  // of the parts; `high` of those that have an end
  std::size_t endless = 0;
  for (const std::size_t part : line.parts) {
    low = capped(low, possible[part].low);
    endless += possible[part].high == kFar ? 1U : 0U;
    high = possible[part].high == kFar ? high : capped(high, possible[part].high);
  }
  bool moved = narrow(possible[line.total], low, endless > 0 ? kFar : high);
  const Interval total = possible[line.total];
  for (const std::size_t part : line.parts) {
    const Interval own = possible[part];
    const bool is_endless = own.high == kFar;
    const bool others_end = endless == (is_endless ? 1U : 0U);
    const std::int64_t least = others_end ? total.low - (high - (is_endless ? 0 : own.high)) : 0;
    const std::int64_t most = total.high == kFar ? kFar : total.high - (low - own.low);
    moved = narrow(possible[part], least, most) || moved;
    low += possible[part].low - own.low;
  }
  return moved;
}

void narrow_all(KnownCells& known) {
  constexpr int kMostRounds = 1000;
  bool moved = true;
  for (int round = 0; moved && round < kMostRounds; ++round) {
    moved = false;
    for (const TotalOf& line : known.totals)
      moved = narrow_total(line, known.possible) || moved;
  }
}

// Arithmetic modulo the prime 2^61 - 1: whether a system fixes an unknown does not change, but for
// odds of some 10^-15.
constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61U) - 1;

__extension__ using Wide = unsigned __int128;

std::uint64_t times(std::uint64_t left, std::uint64_t right) {
  return static_cast<std::uint64_t>(Wide{left} * right % kPrime);
}

std::uint64_t inverse(std::uint64_t value) {
  std::uint64_t result = 1;
  for (std::uint64_t power = kPrime - 2; power > 0; power >>= 1U) {
    if ((power & 1U) != 0)
      result = times(result, value);
    value = times(value, value);
  }
  return result;
}

using Row = std::map<std::size_t, std::uint64_t>;  // coefficients of unknown cells

// row - factor * other.
void subtract(Row& row, std::uint64_t factor, const Row& other) {
  for (const auto& [cell, coefficient] : other) {
    std::uint64_t& own = row[cell];
    own = (own + kPrime - times(factor, coefficient)) % kPrime;
    if (own == 0)
      row.erase(cell);
  }
}

Row row_of(const TotalOf& line, const std::vector<Interval>& possible) {
  Row row;
  const auto is_unknown = [&possible](std::size_t cell) {
    return possible[cell].low != possible[cell].high;
  };
  for (const std::size_t part : line.parts)
    if (is_unknown(part))
      row[part] = 1;
  if (is_unknown(line.total))
    row[line.total] = kPrime - 1;
  return row;
}

// The cells that the totals fix: those alone in a row of the reduced system.
std::vector<std::size_t> fixed_cells(const KnownCells& known) {
  std::map<std::size_t, Row> by_pivot;
  for (const TotalOf& line : known.totals) {
    Row row = row_of(line, known.possible);
    for (auto& [pivot, reduced] : by_pivot)
      if (const auto at = row.find(pivot); at != row.end()) {
        const std::uint64_t factor = at->second;
        subtract(row, factor, reduced);
      }
    if (row.empty())
      continue;
    const std::size_t pivot = row.begin()->first;
    const std::uint64_t scale = inverse(row.begin()->second);
    for (auto& [cell, coefficient] : row)
      coefficient = times(coefficient, scale);
    for (auto& [other, reduced] : by_pivot)
      if (const auto at = reduced.find(pivot); at != reduced.end()) {
        const std::uint64_t factor = at->second;
        subtract(reduced, factor, row);
      }
    by_pivot.emplace(pivot, std::move(row));
  }
  std::vector<std::size_t> fixed;
  for (const auto& [pivot, row] : by_pivot)
    if (row.size() == 1)
      fixed.push_back(pivot);
  return fixed;
}

HiddenCells told_of(const PublishedTable& table, const KnownCells& known,
                    const std::vector<char>& is_told, std::int64_t least_width) {
  HiddenCells hidden;
  hidden.cells = table.cells.size();
  for (const PublishedCell& cell : table.cells) {
    if (cell.value)
      continue;
    ++hidden.hidden;
    const std::size_t number = known.number_of.at(cell.about);
    const Interval& possible = known.possible[number];
    if (is_told[number] != 0)
      hidden.told_by_other.push_back(cell.record);
    else if (possible.low == possible.high)
      hidden.computed.push_back(cell.record);
    else if (possible.high - possible.low < least_width)
      hidden.bounded.push_back(cell.record);
  }
  return hidden;
}

}  // namespace

TablesAudit audit_tables(const std::vector<PublishedTable>& tables, std::int64_t least_width) {
  KnownCells known;
  for (const PublishedTable& table : tables)
    add_cells(table, known);
  for (const PublishedTable& table : tables)
    add_totals(table, known);
  std::vector<char> is_told;
  for (const Interval& possible : known.possible)
    is_told.push_back(possible.low == possible.high ? 1 : 0);
  narrow_all(known);
  TablesAudit audit;
  const auto unknown =
      std::count_if(known.possible.begin(), known.possible.end(),
                    [](const Interval& possible) { return possible.low != possible.high; });
  audit.linear = static_cast<std::size_t>(unknown) <= kMostUnknown;
  if (audit.linear)
    for (const std::size_t cell : fixed_cells(known))
      known.possible[cell].high = known.possible[cell].low;
  for (const PublishedTable& table : tables)
    audit.tables.push_back(told_of(table, known, is_told, least_width));
  return audit;
}

}  // namespace aval
