// Disclosure measures against pyCANON's figures, and against worked examples where it departs from
// the definitions.
#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/json.h"
#include "audit/risk/risk_measures.h"
#include "audit/risk/value_order.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const std::string kData = std::string(AVAL_SOURCE_DIR) + "/tests/data/risk/";

CodedTable code_text(const std::string& text, const std::vector<std::size_t>& columns) {
  SourceOptions reading;
  reading.is_header_word = [](std::string_view word) { return word == "qi" || word == "s"; };
  Source source = open_source_bytes("t.csv", text, reading);
  return read_coded_table(*source.tables.at(0), columns, {});
}

// A table of one quasi-identifier and one sensitive attribute.
DisclosureMeasures measure_text(const std::string& rows, MissingRule missing,
                                const DisclosureOptions& options) {
  const CodedTable table = code_text("qi;s\n" + rows, {0, 1});
  const std::vector<std::size_t> quasi = {0};
  return measure_disclosure(table, count_sensitive(table, quasi, 1, missing), options);
}

bool near(double left, double right) {
  return std::abs(left - right) < 1e-12;
}

std::size_t place_of(const TableInfo& info, const std::string& name) {
  for (std::size_t c = 0; c < info.columns.size(); ++c)
    if (info.columns[c].name == name)
      return c;
  return info.columns.size();
}

TEST_CASE("measures equal those of pyCANON", "[risk][disclosure]") {
  const Json known = load_json(kData + "pycanon.json");
  REQUIRE(known.at("tool") == "pyCANON 1.3.6");
  REQUIRE(known.at("figures").size() == 8);
  for (const Json& figures : known.at("figures")) {
    Source source = open_source(kData + "persons.csv", {});
    TableReader& reader = *source.tables.at(0);
    std::vector<std::size_t> columns;
    RiskQuestion question;
    for (const Json& name : figures.at("quasi")) {
      question.quasi.push_back(columns.size());
      columns.push_back(place_of(reader.info(), name.get<std::string>()));
    }
    question.sensitive = {columns.size()};
    columns.push_back(place_of(reader.info(), figures.at("sensitive").get<std::string>()));
    const RiskMeasures measures = measure_risk(read_coded_table(reader, columns, {}), question);
    const DisclosureMeasures& found = measures.disclosure.at(0);
    INFO(figures.at("quasi").dump() << " " << figures.at("sensitive").dump());
    CHECK(measures.k.at(0).k == figures.at("k").get<std::uint64_t>());
    CHECK(near(found.alpha.value, figures.at("alpha").get<double>()));
    CHECK(near(found.distinct_l.value, figures.at("distinct_l").get<double>()));
    // Cut to a whole number, on either side of a rounding error.
    CHECK(
        (std::floor(found.entropy_l.value + 1e-9) == figures.at("entropy_l_floor").get<double>() ||
         std::floor(found.entropy_l.value - 1e-9) == figures.at("entropy_l_floor").get<double>()));
    CHECK(near(found.beta.value, figures.at("beta").get<double>()));
    CHECK(near(found.delta.value, figures.at("delta").get<double>()));
    const double t = found.t_ordered ? found.t_ordered->value : found.t_equal.value;
    CHECK(near(t, figures.at("t").get<double>()));
  }
}

// Counts 5, 3, 2 in one class: 5 < c (3 + 2) asks for c above 1, 5 < c * 2 for c above 2.5
// (Machanavajjhala and others 2007, definition of recursive diversity).
TEST_CASE("recursive diversity sets the largest count against the tail", "[risk][disclosure]") {
  const std::string rows = "x;1a\nx;1a\nx;1a\nx;1a\nx;1a\nx;2b\nx;2b\nx;2b\nx;3c\nx;3c\n";
  const DisclosureMeasures found = measure_text(rows, MissingRule::own_category, {});
  REQUIRE(found.recursive.size() == 2);
  CHECK(found.recursive[0].l == 2);
  CHECK(near(found.recursive[0].bound.value, 1.0));
  CHECK(near(found.recursive[1].bound.value, 2.5));
}

// The salaries of table 3 of Li and others 2007: 3k to 11k; classes {3,4,5}, {6,11,8}, {7,9,10}
// lie at 0.375 and 0.167 of the table (section 4.2 of the paper).
TEST_CASE("ordered distances are those of the paper on t-closeness", "[risk][disclosure]") {
  const std::string rows =
      "a;3000\na;4000\na;5000\nb;6000\nb;11000\nb;8000\nc;7000\nc;9000\nc;10000\n";
  const CodedTable table = code_text("qi;s\n" + rows, {0, 1});
  const auto order = find_order(table.columns[1].values);
  REQUIRE(order.has_value());
  const std::vector<std::size_t> quasi = {0};
  const SensitiveAttribute attribute = count_sensitive(table, quasi, 1, MissingRule::own_category);
  const EarthMoversDistance distance(attribute.whole.values, {*order, {}});
  REQUIRE(attribute.classes.size() == 3);
  CHECK(near(distance.to(attribute.classes[0].values), 0.375));
  CHECK(std::abs(distance.to(attribute.classes[1].values) - 0.167) < 5e-4);
  const DisclosureMeasures found = measure_disclosure(table, attribute, {order, {}});
  REQUIRE(found.t_ordered.has_value());
  CHECK(near(found.t_ordered->value, 0.375));
  CHECK(found.t_ordered->witnesses == std::vector<std::uint64_t>{2, 3, 4});
}

// Two groups of two leaves, all in one leaf: half of the missing quarter each moves one level of
// two (1/4 * 1/2), the other half moves two (1/2 * 1).
TEST_CASE("hierarchical distance moves by levels of the tree", "[risk][disclosure]") {
  DisclosureOptions options;
  options.tree.parents = {{0, 0, 1, 1}, {0, 0}};
  const DisclosureMeasures found =
      measure_text("x;1a\ny;2b\nz;3c\nt;4d\n", MissingRule::own_category, options);
  REQUIRE(found.t_hierarchical.has_value());
  CHECK(near(found.t_hierarchical->value, 0.25 * 0.5 + 0.5));
}

TEST_CASE("a missing sensitive value counts with own_category only", "[risk][disclosure]") {
  const std::string rows = "x;1a\nx;\ny;1a\ny;2b\n";
  const DisclosureMeasures own = measure_text(rows, MissingRule::own_category, {});
  CHECK(own.records == 4);
  CHECK(near(own.distinct_l.value, 2));
  const DisclosureMeasures excluded = measure_text(rows, MissingRule::excluded, {});
  CHECK(excluded.records == 3);
  CHECK(near(excluded.distinct_l.value, 1));
  CHECK(excluded.distinct_l.witnesses == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE("with wildcard a class is all that matches it", "[risk][disclosure]") {
  const DisclosureMeasures found = measure_text("x;1a\n;2b\ny;3c\n", MissingRule::wildcard, {});
  CHECK(near(found.distinct_l.value, 2));
  CHECK(found.distinct_l.witnesses == std::vector<std::uint64_t>{2});
  CHECK(found.records == 3);
}

TEST_CASE("a gain beyond its own bound leaves enhanced beta-likeness out of reach",
          "[risk][disclosure]") {
  // p = 1/2, q = 1: gain 1 exceeds -ln(1/2) = 0.69.
  CHECK_FALSE(measure_text("x;1a\ny;2b\n", MissingRule::own_category, {}).enhanced_reachable);
  CHECK(measure_text("x;1a\nx;2b\ny;1a\ny;2b\n", MissingRule::own_category, {}).enhanced_reachable);
}

TEST_CASE("numbers and dates have an order, words have none", "[risk][order]") {
  CHECK(find_order({"1 200,5", "9", "10"}) == std::vector<std::uint32_t>{2, 0, 1});
  CHECK(find_order({"1", "1.0", "2"}) == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(find_order({"02/01/2020", "31/12/2019"}) == std::vector<std::uint32_t>{1, 0});
  CHECK_FALSE(find_order({"1", "un"}).has_value());
  CHECK_FALSE(find_order({"32/01/2020", "01/13/2020"}).has_value());
  CHECK_FALSE(find_order({}).has_value());
}

}  // namespace
}  // namespace aval
