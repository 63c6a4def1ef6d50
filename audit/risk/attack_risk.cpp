#include "audit/risk/attack_risk.h"

#include <algorithm>

namespace aval {
namespace {

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

AttackRisk measure_attacks(const KAnonymity& k, const PopulationMatch* population,
                           std::uint64_t threshold) {
  AttackRisk risk;
  if (k.records == 0)
    return risk;
  // Sum of 1 / size over rows; with classes it is their number.
  double inverses = 0;
  for (const auto& [size, records] : k.records_by_size)
    inverses += ratio(records, size);
  risk.prosecutor = {1 / static_cast<double>(k.k), inverses / static_cast<double>(k.records),
                     ratio(k.records_below(threshold), k.records)};
  risk.marketer = risk.prosecutor.average;
  if (population == nullptr || population->k_map == 0)
    return risk;
  const std::uint64_t matched = k.records - std::min(k.records, population->absent_records);
  std::uint64_t below = 0;
  for (const auto& [size, records] : population->records_by_size)
    below += size < threshold ? records : 0;
  risk.marketer = population->sum_of_inverses / static_cast<double>(k.records);
  risk.journalist = AttackSuccess{
      1 / static_cast<double>(population->k_map),
      std::max(ratio(population->classes, population->population_of_classes),
               matched == 0 ? 0 : population->sum_of_inverses / static_cast<double>(matched)),
      ratio(below, k.records)};
  return risk;
}

}  // namespace aval
