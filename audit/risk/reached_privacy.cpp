#include "audit/risk/reached_privacy.h"

#include <algorithm>
#include <map>

namespace aval {
namespace {

using Rows = std::vector<std::size_t>;

std::vector<ValueCount> counts_among(const SensitiveColumn& column, const Rows& rows) {
  std::vector<std::uint32_t> codes;
  codes.reserve(rows.size());
  for (const std::size_t row : rows)
    codes.push_back(column.values[row]);
  return count_codes(codes);
}

struct SourceAndWritten {
  EarthMoversDistance source;
  EarthMoversDistance written;
};

void measure_class(const SensitiveColumn& column, const Rows& rows,
                   const SourceAndWritten& distances, ReachedSensitive& reached) {
  const std::vector<ValueCount> values = counts_among(column, rows);
  reached.l = reached.l == 0 ? values.size() : std::min<std::uint64_t>(reached.l, values.size());
  reached.t_of_source = std::max(reached.t_of_source, distances.source.to(values));
  reached.t_of_written = std::max(reached.t_of_written, distances.written.to(values));
}

}  // namespace

ReachedPrivacy measure_reached(const std::vector<std::vector<std::uint32_t>>& cells,
                               const std::vector<SensitiveColumn>& sensitive,
                               const std::vector<char>& kept) {
  std::map<std::vector<std::uint32_t>, Rows> classes;
  Rows written;
  for (std::size_t row = 0; row < kept.size(); ++row) {
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
    const SourceAndWritten distances = {
        distance_in(column), EarthMoversDistance(counts_among(column, written), column.ground)};
    for (const auto& [key, rows] : classes)
      measure_class(column, rows, distances, reached.sensitive.back());
  }
  return reached;
}

}  // namespace aval
