// How likely an attacker is right, under the three attackers of El Emam (2013).
#pragma once

#include <cstdint>
#include <optional>

#include "audit/risk/joined_profiles.h"
#include "audit/risk/k_anonymity.h"

namespace aval {

struct AttackSuccess {
  double highest = 0;        // of any row, 0 to 1
  double average = 0;        // over rows
  double share_at_risk = 0;  // rows whose risk is above 1 / threshold
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
