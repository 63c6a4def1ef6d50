#include "audit/risk/class_diversity.h"

#include <cmath>

namespace aval {
namespace {

double records_of(const ClassValues& values) {
  double records = 0;
  for (const auto& [value, count] : values)
    records += static_cast<double>(count);
  return records;
}

}  // namespace

ValueShares shares_of(const std::vector<std::uint64_t>& records) {
  double all = 0;
  for (const std::uint64_t count : records)
    all += static_cast<double>(count);
  ValueShares shares;
  double running = 0;
  for (const std::uint64_t count : records) {
    running += static_cast<double>(count);
    shares.share.push_back(static_cast<double>(count) / all);
    shares.running.push_back(running / all);
  }
  return shares;
}

double equal_distance(const ClassValues& values, const ValueShares& table) {
  const double records = records_of(values);
  double apart = 0;
  double present = 0;  // share in the table of the values that the class has
  for (const auto& [value, count] : values) {
    apart += std::abs(static_cast<double>(count) / records - table.share[value]);
    present += table.share[value];
  }
  return (apart + (1.0 - present)) / 2;
}

double ordered_distance(const ClassValues& values, const ValueShares& table) {
  const std::size_t distinct = table.share.size();
  if (distinct < 2)
    return 0;
  const double records = records_of(values);
  double running = 0;
  double sum = 0;
  std::size_t next = 0;
  for (std::size_t value = 0; value + 1 < distinct; ++value) {
    if (next < values.size() && values[next].first == value)
      running += static_cast<double>(values[next++].second) / records;
    sum += std::abs(running - table.running[value]);
  }
  return sum / static_cast<double>(distinct - 1);
}

}  // namespace aval
