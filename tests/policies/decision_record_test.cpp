#include "policies/decision_record.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace aval {

TEST_CASE("a record of an earlier version replays without the lists it did not have",
          "[policies][decision]") {
  const Json before = {{"verdict", "go"}, {"results", Json::array()}};
  Json after = before;
  after["not_covered"] = Json::array();
  CHECK(verdict_differences(before, after).empty());
  after["not_covered"].push_back({{"activity", "verbalisation"}, {"regime", "led"}});
  REQUIRE(verdict_differences(before, after).size() == 1);
  CHECK(verdict_differences(before, after).front().subject == "not_covered");
}

}  // namespace aval
