// Sets of quasi-identifiers, minimal sample uniques, population uniques and joined profiles.
#include "audit/risk/attribute_subsets.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/risk/joined_profiles.h"
#include "audit/risk/population_uniques.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

namespace aval {
namespace {

CodedTable random_table(std::uint64_t seed, std::size_t rows, std::size_t columns) {
  Draw draw(seed);
  CodedTable table;
  table.columns.resize(columns);
  for (std::size_t row = 0; row < rows; ++row) {
    table.record_numbers.push_back(row + 2);
    for (CodedColumn& column : table.columns)
      column.codes.push_back(static_cast<std::uint32_t>(std::min(draw.below(5), draw.below(5))));
  }
  return table;
}

bool is_alone(const CodedTable& table, std::size_t row, std::size_t mask) {
  for (std::size_t other = 0; other < table.rows(); ++other) {
    bool same = other != row;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      same = same && ((mask >> c & 1U) == 0 ||
                      table.columns[c].codes[other] == table.columns[c].codes[row]);
    if (same)
      return false;
  }
  return true;
}

// Minimal by the definition: alone with the set, with none of its proper parts.
double score_by_definition(const CodedTable& table, std::size_t row) {
  const std::size_t all = std::size_t{1} << table.columns.size();
  double score = 0;
  for (std::size_t mask = 1; mask < all; ++mask) {
    bool minimal = is_alone(table, row, mask);
    for (std::size_t part = 1; part < mask; ++part)
      minimal = minimal && ((part & ~mask) != 0 || !is_alone(table, row, part));
    if (!minimal)
      continue;
    double factorial = 1;
    for (std::size_t i = 2;
         i + static_cast<std::size_t>(__builtin_popcountll(mask)) <= table.columns.size(); ++i)
      factorial *= static_cast<double>(i);
    score += factorial;
  }
  return score;
}

TEST_CASE("SUDA scores are those of the definition", "[risk][suda]") {
  const CodedTable table = random_table(3, 60, 4);
  const std::vector<std::size_t> positions = {0, 1, 2, 3};
  const SubsetMeasures found = measure_subsets(table, positions, {4, true, 0.01});
  REQUIRE(found.suda.score.size() == table.rows());
  std::uint64_t risky = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    CHECK(found.suda.score[row] == score_by_definition(table, row));
    risky += found.suda.score[row] > 0 ? 1U : 0U;
  }
  CHECK(risky > 0);
  CHECK(found.suda.risky_records == risky);
}

TEST_CASE("distinction and separation count classes and pairs told apart", "[risk][subsets]") {
  CodedTable table;
  table.record_numbers = {2, 3, 4, 5};
  table.columns.resize(2);
  table.columns[0].codes = {0, 0, 1, 1};
  table.columns[1].codes = {0, 1, 2, kMissingCode};
  const std::vector<std::size_t> positions = {0, 1};
  const SubsetMeasures found = measure_subsets(table, positions, {3, false, 0.01});
  REQUIRE(found.subsets.size() == 3);
  CHECK(found.subsets[0].attributes == std::vector<std::size_t>{0});
  CHECK(found.subsets[0].distinction == 0.5);
  CHECK(std::abs(found.subsets[0].separation - 4.0 / 6) < 1e-12);
  CHECK(found.subsets[1].distinction == 1);
  CHECK(found.subsets[1].separation == 1);
  CHECK(found.subsets[2].unique_records == 4);
}

TEST_CASE("every set of at most the largest size is looked at once", "[risk][subsets]") {
  const CodedTable table = random_table(5, 20, 6);
  const std::vector<std::size_t> positions = {0, 1, 2, 3, 4, 5};
  for (std::size_t largest = 1; largest <= 6; ++largest) {
    const SubsetMeasures found = measure_subsets(table, positions, {largest, false, 0.01});
    CHECK(found.subsets.size() == count_subsets(6, largest));
    for (const AttributeSubset& subset : found.subsets) {
      std::size_t mask = 0;
      for (const std::size_t attribute : subset.attributes)
        mask |= std::size_t{1} << attribute;
      std::uint64_t alone = 0;
      for (std::size_t row = 0; row < table.rows(); ++row)
        alone += is_alone(table, row, mask) ? 1U : 0U;
      CHECK(subset.unique_records == alone);
    }
  }
  CHECK(count_subsets(10, 3) == 10 + 45 + 120);
}

TEST_CASE("too many sets are refused", "[risk][subsets]") {
  const CodedTable table = random_table(5, 3, 20);
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < 20; ++i)
    positions.push_back(i);
  CHECK_THROWS_AS(measure_subsets(table, positions, {20, true, 0.01}), Error);
}

// All of a population as the sample: its uniques are the sample's.
TEST_CASE("a sample that is the population has its own uniques", "[risk][population]") {
  const ClassSizes sizes{{{1, 5}, {2, 3}, {7, 1}}};
  const PopulationUniques found = estimate_population_uniques(sizes, sizes.rows());
  CHECK(std::abs(found.zayatz - 5) < 1e-9);
  CHECK(estimate_population_uniques({{{2, 4}}}, 100).zayatz == 0);
  CHECK(estimate_population_uniques({{{2, 4}}}, 100).pitman == 0);
}

CodedTable one_column(const std::vector<std::string>& values,
                      const std::vector<std::uint32_t>& codes) {
  CodedTable table;
  table.columns.resize(1);
  table.columns[0].values = values;
  table.columns[0].codes = codes;
  for (std::uint64_t row = 0; row < codes.size(); ++row)
    table.record_numbers.push_back(row + 2);
  return table;
}

TEST_CASE("profiles are looked up in a population by value, not by code", "[risk][population]") {
  const CodedTable here = one_column({"b", "c", "d"}, {0, 0, 1, 2});
  const CodedTable there = one_column({"a", "b", "c"}, {0, 1, 1, 1, 2, 2});
  const auto profiles = join_profiles({&here, {0}}, {&there, {0}}, MissingRule::own_category);
  const PopulationMatch match = match_population(profiles, there.rows());
  CHECK(match.k_map == 2);
  CHECK(match.witnesses == std::vector<std::uint64_t>{4});
  CHECK(match.absent_records == 1);
  CHECK(match.classes == 2);
  CHECK(match.population_of_classes == 5);
  CHECK(std::abs(match.sum_of_inverses - (2.0 / 3 + 1.0 / 2)) < 1e-12);
}

TEST_CASE("a second file links what it has once", "[risk][linkage]") {
  const CodedTable here = one_column({"a", "b", "c", "d"}, {0, 1, 1, 2, 3, kMissingCode});
  const CodedTable there = one_column({"a", "b", "c"}, {0, 1, 2, 2});
  const auto own = measure_linkage(
      join_profiles({&here, {0}}, {&there, {0}}, MissingRule::own_category), there.rows());
  CHECK(own.records == 6);
  CHECK(own.matched_records == 4);
  CHECK(own.single_candidate == 3);
  CHECK(own.one_to_one == 1);
  CHECK(own.witnesses == std::vector<std::uint64_t>{2});
  CHECK(std::abs(own.expected_links - (1 + 0.5 + 0.5)) < 1e-12);
  const auto wildcard = measure_linkage(
      join_profiles({&here, {0}}, {&there, {0}}, MissingRule::wildcard), there.rows());
  CHECK(wildcard.matched_records == 5);
  CHECK(wildcard.one_to_one == 0);
}

}  // namespace
}  // namespace aval
