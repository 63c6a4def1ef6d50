#include "audit/risk/reached_privacy.h"

#include <algorithm>
#include <map>

#include "audit/risk/class_diversity.h"

namespace aval {
namespace {

using Rows = std::vector<std::size_t>;

ValueShares shares_among(const SensitiveColumn& column, const Rows& rows) {
  std::vector<std::uint64_t> counts(column.distinct, 0);
  for (const std::size_t row : rows)
    ++counts[column.values[row]];
  return shares_of(counts);
}

double distance_to(const SensitiveColumn& column, const ClassValues& values,
                   const ValueShares& shares) {
  return column.ordered ? ordered_distance(values, shares) : equal_distance(values, shares);
}

void measure_class(const SensitiveColumn& column, const Rows& rows,
                   const std::pair<ValueShares, ValueShares>& source_and_written,
                   ReachedSensitive& reached) {
  std::map<std::uint32_t, std::uint64_t> counts;
  for (const std::size_t row : rows)
    ++counts[column.values[row]];
  const ClassValues values(counts.begin(), counts.end());
  reached.l = reached.l == 0 ? values.size() : std::min<std::uint64_t>(reached.l, values.size());
  reached.t_of_source =
      std::max(reached.t_of_source, distance_to(column, values, source_and_written.first));
  reached.t_of_written =
      std::max(reached.t_of_written, distance_to(column, values, source_and_written.second));
}

}  // namespace

ReachedPrivacy measure_reached(const std::vector<std::vector<std::uint32_t>>& cells,
                               const std::vector<SensitiveColumn>& sensitive,
                               const std::vector<char>& kept) {
  std::map<std::vector<std::uint32_t>, Rows> classes;
  Rows all, written;
  for (std::size_t row = 0; row < kept.size(); ++row) {
    all.push_back(row);
    if (kept[row] == 0)
      continue;
    written.push_back(row);
    std::vector<std::uint32_t> key;
    for (const std::vector<std::uint32_t>& column : cells)
      key.push_back(column[row]);
    classes[key].push_back(row);
  }
  ReachedPrivacy reached{written.size(), classes.size(), 0, {}};
  for (const auto& [key, rows] : classes)
    reached.k = reached.k == 0 ? rows.size() : std::min<std::uint64_t>(reached.k, rows.size());
  for (const SensitiveColumn& column : sensitive) {
    reached.sensitive.emplace_back();
    if (written.empty())
      continue;
    const std::pair<ValueShares, ValueShares> shares = {shares_among(column, all),
                                                        shares_among(column, written)};
    for (const auto& [key, rows] : classes)
      measure_class(column, rows, shares, reached.sensitive.back());
  }
  return reached;
}

}  // namespace aval
