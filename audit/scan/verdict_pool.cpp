#include "audit/scan/verdict_pool.h"

#include <algorithm>
#include <type_traits>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::uint64_t kVerdictSeed = 0x61766135;

template <typename Cell>
std::uint64_t hash_of(const Cell* cells, std::size_t count, std::uint64_t seed) {
  static_assert(std::has_unique_object_representations_v<Cell>);
  return hash64({reinterpret_cast<const char*>(cells), count * sizeof(Cell)}, seed);
}

std::uint64_t hash_of(const CellVerdict& verdict) {
  const std::uint64_t words[3] = {verdict.traits, verdict.dictionaries,
                                  static_cast<std::uint64_t>(verdict.decimals)};
  return hash_of(words, 3,
                 hash_of(verdict.rules.data(), verdict.rule_count,
                         hash_of(verdict.texts.data(), verdict.text_count, kVerdictSeed)));
}

}  // namespace

bool is_same_verdict(const CellVerdict& left, const CellVerdict& right) {
  return left.traits == right.traits && left.dictionaries == right.dictionaries &&
         left.decimals == right.decimals &&
         std::equal(left.rules.begin(), left.rules.begin() + left.rule_count, right.rules.begin(),
                    right.rules.begin() + right.rule_count) &&
         std::equal(left.texts.begin(), left.texts.begin() + left.text_count, right.texts.begin(),
                    right.texts.begin() + right.text_count);
}

std::uint32_t VerdictPool::keep(const CellVerdict& verdict) {
  const std::uint64_t hash = hash_of(verdict);
  const auto [first, last] = places_.equal_range(hash);
  for (auto place = first; place != last; ++place)
    if (is_same_verdict(verdicts_[place->second], verdict))
      return place->second;
  const auto place = static_cast<std::uint32_t>(verdicts_.size());
  verdicts_.push_back(verdict);
  verdicts_.back().number = 0;
  verdicts_.back().year = 0;
  verdicts_.back().second_ordinate = 0;
  places_.emplace(hash, place);
  return place;
}

}  // namespace aval
