#include "audit/risk/attribute_subsets.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "audit/risk/equivalence_classes.h"
#include "audit/risk/k_anonymity.h"

namespace aval {
namespace {

using Mask = std::uint32_t;  // one bit an attribute

struct Grouping {
  std::vector<std::uint32_t> numbers;  // class of each row
  std::uint32_t count = 0;
};

Grouping refined(const Grouping& coarse, const CodedColumn& column) {
  Grouping fine;
  fine.numbers.resize(column.codes.size());
  PairNumbers pairs(coarse.count);
  for (std::size_t row = 0; row < column.codes.size(); ++row)
    fine.numbers[row] = pairs.number_of(coarse.numbers[row], column.codes[row]);
  fine.count = pairs.count();
  return fine;
}

std::vector<std::uint64_t> sizes_of(const Grouping& grouping) {
  std::vector<std::uint64_t> sizes(grouping.count, 0);
  for (const std::uint32_t number : grouping.numbers)
    ++sizes[number];
  return sizes;
}

std::uint64_t pairs_of(std::uint64_t rows) {
  return rows == 0 ? 0 : rows * (rows - 1) / 2;
}

std::vector<std::size_t> attributes_of(Mask mask) {
  std::vector<std::size_t> attributes;
  for (std::size_t i = 0; mask >> i != 0; ++i)
    if ((mask >> i & 1U) != 0)
      attributes.push_back(i);
  return attributes;
}

AttributeSubset described(Mask mask, const std::vector<std::uint64_t>& sizes, std::size_t rows) {
  SubsetClasses classes;
  for (const std::uint64_t size : sizes)
    classes.add(size);
  return describe_subset(attributes_of(mask), classes, rows);
}

double factorial(std::size_t n) {
  return std::tgamma(static_cast<double>(n) + 1);
}

// Rows that are alone with each set met so far, and what minimal ones add to their scores.
class MinimalUniques {
 public:
  MinimalUniques(std::size_t attributes, std::size_t rows) : attributes_(attributes) {
    scores_.score.assign(rows, 0);
    scores_.contribution.assign(attributes, 0);
    scores_.msu_by_size.assign(attributes, 0);
  }

  // Sets come after all their parts.
  void see(Mask mask, const Grouping& grouping, const std::vector<std::uint64_t>& sizes) {
    std::vector<bool> alone(grouping.numbers.size());
    for (std::size_t row = 0; row < alone.size(); ++row) {
      alone[row] = sizes[grouping.numbers[row]] == 1;
      if (alone[row] && !is_alone_with_a_part(mask, row))
        add(mask, row);
    }
    alone_.emplace(mask, std::move(alone));
  }
  SudaScores& scores() { return scores_; }

 private:
  bool is_alone_with_a_part(Mask mask, std::size_t row) const {
    for (Mask left = mask; left != 0; left &= left - 1) {
      const auto part = alone_.find(mask & ~(left & (~left + 1)));
      if (part != alone_.end() && part->second[row])
        return true;
    }
    return false;
  }
  void add(Mask mask, std::size_t row) {
    const auto size = static_cast<std::size_t>(std::popcount(mask));
    const double added = factorial(attributes_ - size);
    scores_.score[row] += added;
    ++scores_.msu_by_size[size - 1];
    for (const std::size_t attribute : attributes_of(mask))
      scores_.contribution[attribute] += added;
  }

  std::size_t attributes_;
  std::unordered_map<Mask, std::vector<bool>> alone_;
  SudaScores scores_;
};

// DIS (Skinner and Elliot 2002): uniques U and rows in pairs P say how often a unique row of the
// sample is one of the population.
void add_dis(SudaScores& scores, const std::vector<std::uint64_t>& sizes, double fraction) {
  scores.sampling_fraction = fraction;
  double uniques = 0, paired = 0, adjustment = 0;
  for (const std::uint64_t size : sizes) {
    uniques += size == 1 ? 1 : 0;
    paired += size == 2 ? 2 : 0;
  }
  const auto attributes = static_cast<double>(scores.contribution.size());
  const double power = 1 + (8 - attributes) / 20;
  for (const double score : scores.score)
    adjustment += score > 0 ? std::pow(score, -power) : 0;
  scores.dis.assign(scores.score.size(), 0);
  if (uniques == 0)
    return;
  const double rate = uniques * fraction / (uniques * fraction + paired * (1 - fraction));
  for (std::size_t row = 0; row < scores.score.size(); ++row)
    if (scores.score[row] > 0)
      scores.dis[row] =
          1 / (1 + (uniques / rate - uniques) / (std::pow(scores.score[row], power) * adjustment));
}

void finish(SudaScores& scores, const CodedTable& table) {
  double total = 0;
  std::vector<std::size_t> risky;
  for (std::size_t row = 0; row < scores.score.size(); ++row)
    if (scores.score[row] > 0) {
      risky.push_back(row);
      total += scores.score[row];
    }
  scores.risky_records = risky.size();
  for (double& share : scores.contribution)
    share = total > 0 ? share / total : 0;
  std::stable_sort(risky.begin(), risky.end(), [&scores](std::size_t a, std::size_t b) {
    return scores.score[a] > scores.score[b];
  });
  for (std::size_t i = 0; i < std::min(risky.size(), kMaxWitnesses); ++i)
    scores.witnesses.push_back(table.record_numbers[risky[i]]);
}

void refuse_too_many(std::size_t attributes, std::size_t largest) {
  if (attributes <= 31 && count_subsets(attributes, largest) <= kMaxSubsets)
    return;
  throw Error(ErrorKind::usage, "--quasi",
              {"trop d'ensembles de quasi-identifiants à examiner : nommez-en moins",
               "too many sets of quasi-identifiers to look at: name fewer"});
}

}  // namespace

std::uint64_t count_subsets(std::size_t attributes, std::size_t largest_subset) {
  double sets = 0, of_size = 1;
  for (std::size_t size = 1; size <= std::min(attributes, largest_subset); ++size) {
    of_size *= static_cast<double>(attributes - size + 1) / static_cast<double>(size);
    sets += of_size;
    if (sets > 1e9)
      return 1'000'000'000;
  }
  return static_cast<std::uint64_t>(std::llround(sets));
}

void SubsetClasses::add(std::uint64_t size) {
  ++classes;
  unique_records += size == 1 ? 1U : 0U;
  pairs_together += pairs_of(size);
}

AttributeSubset describe_subset(std::vector<std::size_t> attributes, const SubsetClasses& classes,
                                std::uint64_t rows) {
  AttributeSubset subset;
  subset.attributes = std::move(attributes);
  subset.classes = classes.classes;
  subset.unique_records = classes.unique_records;
  const auto part = [](std::uint64_t some, std::uint64_t all) {
    return static_cast<double>(some) / static_cast<double>(all);
  };
  subset.distinction = rows == 0 ? 0 : part(classes.classes, rows);
  subset.separation = rows < 2 ? 1 : 1 - part(classes.pairs_together, pairs_of(rows));
  return subset;
}

std::vector<std::vector<std::size_t>> subsets_up_to(std::size_t attributes, std::size_t largest) {
  refuse_too_many(attributes, largest);
  std::vector<std::vector<std::size_t>> subsets;
  for (Mask mask = 1; mask < Mask{1} << attributes; ++mask)
    if (static_cast<std::size_t>(std::popcount(mask)) <= largest)
      subsets.push_back(attributes_of(mask));
  std::sort(subsets.begin(), subsets.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return subsets;
}

std::size_t largest_subset_for(std::uint64_t rows, std::size_t attributes) {
  constexpr std::uint64_t kMostCells = 500'000'000;
  std::size_t largest = 3;
  while (largest > 1 && (count_subsets(attributes, largest) > kMaxSubsets ||
                         count_subsets(attributes, largest) * rows > kMostCells))
    --largest;
  return largest;
}

SubsetMeasures measure_subsets(const CodedTable& table, std::span<const std::size_t> positions,
                               const SubsetQuestion& question) {
  const std::size_t largest =
      question.suda ? positions.size() : std::min(question.largest_subset, positions.size());
  refuse_too_many(positions.size(), largest);
  SubsetMeasures measures;
  MinimalUniques uniques(positions.size(), table.rows());
  // Counting up, a set without its lowest attribute is the last one seen with one attribute fewer.
  std::vector<Grouping> by_depth(largest + 1);
  by_depth[0] = {std::vector<std::uint32_t>(table.rows(), 0), table.rows() > 0 ? 1U : 0U};
  for (Mask mask = 1; mask < Mask{1} << positions.size(); ++mask) {
    const auto depth = static_cast<std::size_t>(std::popcount(mask));
    if (depth > largest)
      continue;
    const auto lowest = static_cast<std::size_t>(std::countr_zero(mask));
    by_depth[depth] = refined(by_depth[depth - 1], table.columns[positions[lowest]]);
    const std::vector<std::uint64_t> sizes = sizes_of(by_depth[depth]);
    measures.subsets.push_back(described(mask, sizes, table.rows()));
    if (!question.suda)
      continue;
    uniques.see(mask, by_depth[depth], sizes);
    if (depth == positions.size())
      add_dis(uniques.scores(), sizes, question.sampling_fraction);
  }
  std::stable_sort(measures.subsets.begin(), measures.subsets.end(),
                   [](const AttributeSubset& a, const AttributeSubset& b) {
                     if (a.attributes.size() != b.attributes.size())
                       return a.attributes.size() < b.attributes.size();
                     return a.attributes < b.attributes;
                   });
  if (question.suda) {
    finish(uniques.scores(), table);
    measures.suda = std::move(uniques.scores());
  }
  return measures;
}

}  // namespace aval
