#include "audit/risk/generalization.h"

#include <limits>

namespace aval {

EarthMoversDistance distance_in(const SensitiveColumn& column) {
  std::vector<std::uint32_t> codes = column.values;
  return EarthMoversDistance(count_codes(codes), column.ground);
}

std::uint64_t count_nodes(const std::vector<QuasiColumn>& quasi) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t nodes = 1;
  for (const QuasiColumn& column : quasi) {
    if (nodes > kMost / column.levels.size())
      return kMost;
    nodes *= column.levels.size();
  }
  return nodes;
}

std::uint64_t level_loss(const QuasiColumn& column, std::size_t level) {
  const GeneralizationLevel& chosen = column.levels[level];
  std::uint64_t loss = 0;
  for (const std::uint32_t value : column.values)
    loss += chosen.loss[chosen.group_of_value[value]];
  return loss;
}

double loss_share(std::uint64_t loss, const GeneralizationProblem& problem) {
  const std::size_t cells = problem.quasi.size() * problem.quasi.front().values.size();
  return cells == 0 ? 0
                    : static_cast<double>(loss) / static_cast<double>(kCellLoss) /
                          static_cast<double>(cells);
}

}  // namespace aval
