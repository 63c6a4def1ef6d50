// Hierarchies of values: known places and dates, levels that nest whatever the value, losses.
#include "audit/protect/value_ladder.h"

#include <fstream>
#include <map>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

std::vector<std::string> labels_of(const std::string& hierarchy, std::string_view value) {
  std::vector<std::string> labels;
  if (!levels_of(hierarchy).labels_of(value, labels))
    return {"unfit"};
  return labels;
}

CodedColumn column_of(const std::vector<std::string>& values, std::uint64_t missing) {
  CodedColumn column{0, "colonne", values, {}, missing};
  for (std::uint32_t code = 0; code < values.size(); ++code)
    column.codes.push_back(code);
  for (std::uint64_t i = 0; i < missing; ++i)
    column.codes.push_back(kMissingCode);
  return column;
}

// Every group of a level lies in one group of the next.
void require_nested(const ValueLadder& ladder) {
  for (std::size_t level = 0; level + 1 < ladder.levels.size(); ++level) {
    std::map<std::uint32_t, std::uint32_t> above;
    const auto& fine = ladder.column.levels[level].group_of_value;
    const auto& coarse = ladder.column.levels[level + 1].group_of_value;
    for (std::size_t value = 0; value < fine.size(); ++value)
      REQUIRE(above.emplace(fine[value], coarse[value]).first->second == coarse[value]);
    REQUIRE(ladder.labels[level].size() == ladder.column.levels[level].loss.size());
  }
  REQUIRE(ladder.labels.back() == std::vector<std::string>{"*"});
}

}  // namespace

TEST_CASE("places lie in their EPCI, département and région") {
  using Labels = std::vector<std::string>;
  const Labels montpellier = {"Montpellier Méditerranée Métropole (34)", "Hérault (34)",
                              "Occitanie"};
  CHECK(labels_of("commune", "34172") == montpellier);
  CHECK(labels_of("commune", "MONTPELLIER") == montpellier);
  CHECK(labels_of("postcode", "34000") == montpellier);
  CHECK(labels_of("postcode", "20090")[1] == "Corse-du-Sud (2A)");
  CHECK(labels_of("commune", "2a004")[2] == "Corse");
  CHECK(labels_of("postcode", "1000")[1] == "Ain (01)");  // the zero that spreadsheets lose
  CHECK(labels_of("commune", "75056")[0] == "Métropole du Grand Paris (75)");
  CHECK(labels_of("commune", "Sainte-Colombe") == Labels{"unfit"});  // more than four homonyms
  CHECK(labels_of("postcode", "99999") == Labels{"unfit"});
}

TEST_CASE("coordinates, numbers and codes are rounded down, level by level") {
  using Labels = std::vector<std::string>;
  CHECK(labels_of("grid", "-1.2345") ==
        Labels{"[-1.235;-1.234[", "[-1.240;-1.230[", "[-1.300;-1.200[", "[-2.000;-1.000["});
  CHECK(labels_of("grid", "48.8566, 2.3522")[3] == "[48.000;49.000[ [2.000;3.000[");
  CHECK(labels_of("grid", "48,8566")[3] == "[48.000;49.000[");
  CHECK(labels_of("grid", "500") == Labels{"unfit"});
  CHECK(labels_of("number", "-7")[1] == "[-10;0[");
  CHECK(labels_of("number", "1234,56")[2] == "[1200;1300[");
  CHECK(labels_of("pcs", "522a") == Labels{"52", "5"});
  CHECK(labels_of("pcs", "5") == Labels{"5", "5"});
  CHECK(labels_of("pcs", "agent") == Labels{"unfit"});
  CHECK(labels_of("date", "03/11/1984") == Labels{"1984-11", "1984-Q4", "1984", "[1980;1989]"});
}

TEST_CASE("levels nest whatever the values, missing and unfit ones among them") {
  Draw draw(23);
  const auto digits = [&draw](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += static_cast<char>('0' + draw.below(10));
    return text;
  };
  for (const char* hierarchy :
       {"date", "age", "postcode", "commune", "grid", "number", "pcs", "none"}) {
    std::map<std::string, int> values;
    for (int i = 0; i < 300; ++i) {
      values[digits(1 + draw.below(5))] = 1;
      values[std::to_string(1900 + draw.below(120)) + "-0" + std::to_string(1 + draw.below(9)) +
             "-1" + digits(1)] = 1;
      values["-" + digits(2) + "." + digits(5)] = 1;
      values["x" + digits(3)] = 1;
    }
    std::vector<std::string> texts;
    for (const auto& [text, one] : values)
      texts.push_back(text);
    INFO(hierarchy);
    const ValueLadder ladder = ladder_of(column_of(texts, 2), levels_of(hierarchy));
    require_nested(ladder);
    CHECK(ladder.levels.front() == "value");
    CHECK(ladder.column.levels.front().loss == std::vector<std::uint64_t>(texts.size() + 1, 0));
    CHECK(ladder.column.levels.back().loss == std::vector<std::uint64_t>{kCellLoss});
    CHECK((ladder.unfit_rows > 0) == (std::string(hierarchy) != "none"));
  }
}

TEST_CASE("the domain of a file is its leaves, those that the data lacks among them") {
  const TemporaryFile file("hierarchy");
  std::ofstream(file.path()) << "a;x;*\nb;x;*\nc;x;*\nd;y;*\ne;y;*\n";
  const ValueLadder ladder = ladder_of(column_of({"a", "d"}, 0), levels_of(file.path()));
  REQUIRE(ladder.levels == std::vector<std::string>{"value", "2"});  // x, y tell a, d apart
  const ValueLadder three = ladder_of(column_of({"a", "b", "d"}, 0), levels_of(file.path()));
  REQUIRE(three.levels == std::vector<std::string>{"value", "1", "2"});
  CHECK(three.column.levels[1].loss == std::vector<std::uint64_t>{kCellLoss / 2, kCellLoss / 4});
  CHECK(hierarchy_file_text(three) == "\"a\";\"x\";\"*\"\n\"b\";\"x\";\"*\"\n\"d\";\"y\";\"*\"\n");
  CHECK_THROWS_AS(ladder_of(column_of({"a", "z"}, 0), levels_of(file.path())), Error);
  std::ofstream(file.path()) << "a;x;n\nb;x;m\n";
  CHECK_THROWS_AS(levels_of(file.path()), Error);
}

TEST_CASE("the hierarchy of a column is one that most of its values have") {
  CHECK(hierarchy_for("birth_date", {"1984-11-03", "03/02/1990"}) == "date");
  CHECK(hierarchy_for("birth_date", {"1984", "1990"}) == "number");
  CHECK(hierarchy_for("postcode_city", {"34000", "01000"}) == "postcode");
  CHECK(hierarchy_for("postcode_city", {"Lyon", "Montpellier"}) == "commune");
  CHECK(hierarchy_for("sex", {"F", "M"}) == "none");
}
