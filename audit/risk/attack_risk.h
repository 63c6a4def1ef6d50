// How likely an attacker is right, under the three attackers of El Emam (2013).
#pragma once

#include <cstdint>
#include <optional>

#include "audit/risk/k_anonymity.h"

namespace aval {

struct AttackSuccess {
  double highest = 0;        // of any row, 0 to 1
  double average = 0;        // over rows
  double share_at_risk = 0;  // rows whose risk is above 1 / threshold
};

// Size of each profile of the sample among the population, from a population file.
struct PopulationMatch {
  std::uint64_t population = 0;          // rows of the population file
  std::uint64_t k_map = 0;               // smallest size met by a row of the sample (Sweeney 2001)
  std::uint64_t absent_records = 0;      // rows whose profile the population file does not have
  std::vector<std::uint64_t> witnesses;  // rows with the smallest size (record numbers)
  std::uint64_t classes = 0;             // profiles of the sample that the population has
  std::uint64_t population_of_classes = 0;  // rows of the population with one of these
  std::map<std::uint64_t, std::uint64_t> records_by_size;  // absent rows apart
  double sum_of_inverses = 0;                              // over rows of the sample, of 1 / size
};

struct AttackRisk {
  AttackSuccess prosecutor;  // knows that the person is in the file: 1 / class
  std::optional<AttackSuccess>
      journalist;       // knows the population only: 1 / class of the population
  double marketer = 0;  // share of rows re-identified when all are tried
};

// `k` is for the rule chosen; `population` may be null. The journalist's average is
// max(classes / population rows in them, mean over rows of 1 / population size), as ARX has it.
AttackRisk measure_attacks(const KAnonymity& k, const PopulationMatch* population,
                           std::uint64_t threshold);

}  // namespace aval
