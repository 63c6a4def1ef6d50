// Figures of ARX 3.9.2 and sdcMicro 5.8.2 on invented rows (tests/audit/risk/oracles makes both).
#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/risk/risk_measures.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const std::string kData = std::string(AVAL_SOURCE_DIR) + "/tests/data/risk/";

CodedTable read_persons(const std::vector<std::string>& names) {
  Source source = open_source(kData + "persons.csv", {});
  TableReader& reader = *source.tables.at(0);
  std::vector<std::size_t> columns;
  for (const std::string& name : names)
    for (std::size_t c = 0; c < reader.info().columns.size(); ++c)
      if (reader.info().columns[c].name == name)
        columns.push_back(c);
  return read_coded_table(reader, columns, {});
}

std::vector<std::size_t> first_places(std::size_t count) {
  std::vector<std::size_t> places(count);
  for (std::size_t i = 0; i < count; ++i)
    places[i] = i;
  return places;
}

bool near(double left, double right, double relative) {
  return std::abs(left - right) <= relative * std::max(1.0, std::abs(right));
}

const AttributeSubset* subset_of(const SubsetMeasures& measures, const Json& names,
                                 const std::vector<std::string>& quasi) {
  for (const AttributeSubset& subset : measures.subsets) {
    std::size_t named = 0;
    for (const std::size_t attribute : subset.attributes)
      for (const Json& name : names)
        named += name == quasi[attribute] ? 1U : 0U;
    if (named == names.size() && named == subset.attributes.size())
      return &subset;
  }
  return nullptr;
}

TEST_CASE("attackers, population uniques and sets of columns equal those of ARX",
          "[risk][oracle]") {
  const Json known = load_json(kData + "arx.json");
  REQUIRE(known.at("tool") == "ARX 3.9.2");
  REQUIRE(known.at("figures").size() == 5);
  for (const Json& figures : known.at("figures")) {
    const auto quasi = figures.at("quasi").get<std::vector<std::string>>();
    const CodedTable table = read_persons(quasi);
    RiskQuestion question;
    question.quasi = first_places(quasi.size());
    question.threshold = known.at("threshold").get<std::uint64_t>();
    question.population_size = known.at("population").get<std::uint64_t>();
    const RiskMeasures found = measure_risk(table, question);
    INFO(figures.at("quasi").dump());
    CHECK(found.k[0].classes == figures.at("classes").get<std::uint64_t>());
    CHECK(found.k[0].unique_records == figures.at("unique_records").get<std::uint64_t>());
    const AttackSuccess& prosecutor = found.attacks.prosecutor;
    CHECK(near(prosecutor.average, figures.at("prosecutor_average").get<double>(), 1e-12));
    CHECK(near(prosecutor.highest, figures.at("prosecutor_highest").get<double>(), 1e-12));
    CHECK(near(prosecutor.share_at_risk, figures.at("share_at_risk").get<double>(), 1e-12));
    CHECK(near(found.attacks.marketer, figures.at("marketer").get<double>(), 1e-12));
    REQUIRE(found.population_uniques.has_value());
    // ARX stops Newton's method at 1e-6 and multiplies rounded probabilities.
    CHECK(near(found.population_uniques->zayatz, figures.at("zayatz").get<double>(), 1e-8));
    CHECK(near(found.population_uniques->pitman.value_or(-1), figures.at("pitman").get<double>(),
               1e-4));
    const SubsetMeasures subsets =
        measure_subsets(table, question.quasi, {quasi.size(), false, 0.01});
    for (const Json& expected : figures.at("subsets")) {
      const AttributeSubset* subset = subset_of(subsets, expected.at("attributes"), quasi);
      REQUIRE(subset != nullptr);
      CHECK(near(subset->distinction, expected.at("distinction").get<double>(), 1e-12));
      CHECK(near(subset->separation, expected.at("separation").get<double>(), 1e-12));
    }
  }
}

TEST_CASE("SUDA2 scores equal those of sdcMicro row by row", "[risk][oracle]") {
  const CodedTable table =
      read_persons({"age", "departement", "sexe", "categorie", "aide", "revenu"});
  const SudaScores found = measure_subsets(table, first_places(6), {6, true, 0.1}).suda;
  const std::string content = read_file(kData + "sdcmicro_suda.tsv");
  std::size_t row = 0;
  for (const std::string_view line : split(content, '\n')) {
    const auto cells = split(line, '\t');
    if (cells.size() != 2 || cells[0] == "score")
      continue;
    REQUIRE(row < found.score.size());
    CHECK(found.score[row] == std::stod(std::string(cells[0])));
    // sdcMicro computes in 32 bits in part.
    CHECK(near(found.dis[row], std::stod(std::string(cells[1])), 1e-6));
    ++row;
  }
  CHECK(row == 600);
  CHECK(found.risky_records == 341);
}

}  // namespace
}  // namespace aval
