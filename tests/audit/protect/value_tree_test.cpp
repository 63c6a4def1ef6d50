// Hierarchies of sensitive values as trees: heights as the hierarchy has them, whatever the data.
#include "audit/protect/value_tree.h"

#include "audit/base/error.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

CodedColumn values_of(const std::vector<std::string>& values, std::uint64_t missing) {
  return {0, "colonne", values, {}, missing};
}

using Parents = std::vector<std::vector<std::uint32_t>>;

}  // namespace

TEST_CASE("a built-in hierarchy gives a tree with a root of its own") {
  // Intervals of 5, 10 and 20 years, then the root.
  const ValueTree tree =
      value_tree_of(values_of({"21", "23", "27", "31"}, 0), levels_of("age"), false);
  CHECK(tree.parents == Parents{{0, 0, 1, 2}, {0, 0, 1}, {0, 0}, {0}});
}

TEST_CASE("a level that tells the same values apart still counts as a level") {
  const ValueTree tree = value_tree_of(values_of({"21", "61"}, 0), levels_of("age"), false);
  CHECK(tree.parents.size() == 4);
}

TEST_CASE("missing and unknown values stand alone below the root") {
  const ValueTree tree =
      value_tree_of(values_of({"21", "23", "inconnu", "x"}, 2), levels_of("age"), true);
  CHECK(tree.parents == Parents{{0, 0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}, {0, 0, 0, 0}});
}

TEST_CASE("the last level of a file is the root where it has one label") {
  const std::string path = std::string(AVAL_SOURCE_DIR) + "/tests/data/risk/aide.csv";
  const ValueTree tree = value_tree_of(
      values_of({"aucune", "energie", "logement", "mobilite", "repas"}, 0), levels_of(path), false);
  CHECK(tree.parents == Parents{{0, 1, 1, 2, 2}, {1, 0, 0}, {0, 0}});
  CHECK_THROWS_AS(value_tree_of(values_of({"autre"}, 0), levels_of(path), false), Error);
}

TEST_CASE("a hierarchy without levels is refused") {
  CHECK_THROWS_AS(value_tree_of(values_of({"a", "b"}, 0), levels_of("none"), false), Error);
}
