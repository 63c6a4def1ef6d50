// How many rows of the sample would be alone in the population, from the sizes of the sample's
// classes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace aval {

struct ClassSizes {
  std::map<std::uint64_t, std::uint64_t> classes_by_size;
  std::uint64_t rows() const;
  std::uint64_t classes() const;
  std::uint64_t of_size(std::uint64_t size) const;
};

// Numbers of persons alone in the population, estimated; shares of it are these over `population`.
struct PopulationUniques {
  std::uint64_t population = 0;
  double zayatz = 0;             // Zayatz 1991; 0 without sample uniques
  std::optional<double> pitman;  // Pitman model, Hoshino 2001; nothing when it does not fit
};

// `population` is the number of persons that the sample was drawn from, at least its rows.
PopulationUniques estimate_population_uniques(const ClassSizes& sizes, std::uint64_t population);

}  // namespace aval
