// What the classes of a table that is about to be written reach, counted again from its cells.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/risk/generalization.h"

namespace aval {

struct ReachedSensitive {
  std::uint64_t l = 0;      // fewest distinct values in a class
  double t_of_source = 0;   // largest distance of a class to the distribution of the whole source
  double t_of_written = 0;  // the same to that of the rows written
};

struct ReachedPrivacy {
  std::uint64_t records = 0;
  std::uint64_t classes = 0;
  std::uint64_t k = 0;  // of the smallest class; 0 without records
  std::vector<ReachedSensitive> sensitive;
};

// `cells[q]`: a code of what is written in quasi-identifier q, by record of the source; `kept`:
// which records are written.
ReachedPrivacy measure_reached(const std::vector<std::vector<std::uint32_t>>& cells,
                               const std::vector<SensitiveColumn>& sensitive,
                               const std::vector<char>& kept);

}  // namespace aval
