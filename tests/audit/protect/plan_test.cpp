#include "audit/protect/plan.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace aval {
namespace {

Json plan_of(const char* column) {
  return parse_json(
      std::string(R"({"schema": "aval.plan/1", "domain": "cantine", "columns": [)") + column + "]}",
      "plan.json");
}

std::string refusal_of(const Json& plan) {
  try {
    parse_plan(plan, "plan.json");
  } catch (const Error& error) {
    return error.message().en;
  }
  return "";
}

TEST_CASE("a sound plan is read with its defaults", "[plan]") {
  const Plan plan =
      parse_plan(plan_of(R"({"column": "nir", "operator": "hmac", "class": "nir"})"), "plan.json");
  REQUIRE(plan.columns.size() == 1);
  CHECK(plan.columns[0].form == FieldForm::nir);
  CHECK(plan.columns[0].bits == 128);
  CHECK(plan.columns[0].unfit == Unfit::text);
  CHECK(plan.sha256.size() == 64);
}

TEST_CASE("what a plan may not ask is refused with its reason", "[plan]") {
  struct Case {
    const char* column;
    const char* reason;
  };
  const Case cases[] = {
      {R"({"column": "nir", "operator": "sha256"})", "unkeyed digest"},
      {R"({"column": "nir", "operator": "hash", "salt": "x"})", "a key does not go into a plan"},
      {R"({"column": "nir", "operator": "hmac", "class": "nir", "key": "00"})",
       "a key does not go into a plan"},
      {R"({"column": "nir", "operator": "ff3-1", "class": "nir"})", "broken"},
      {R"({"column": "nir", "operator": "hmac", "class": "nir", "bits": 64})",
       "fewer than 80 bits"},
      {R"({"column": "nir", "operator": "hmac"})", "'class' is missing"},
      {R"({"column": "nom", "operator": "ff1", "class": "nom"})", "ff1 takes"},
      {R"({"column": "d", "operator": "dateshift", "days": 30})", "'subject' is missing"},
      {R"({"column": "d", "operator": "dateshift", "days": 30, "subject": "nir"})",
       "the plan must name this column"},
      {R"({"column": "n", "operator": "vault", "class": "n"})", "'vault' is missing"},
      {R"({"column": "a", "operator": "bucket", "bounds": ["20", "10"]})", "must ascend"},
      {R"({"column": "a", "operator": "round", "to": "0"})", "not positive"},
      {R"({"column": "a", "operator": "round", "to": "1-2"})", "ill-written number"},
      {R"({"column": "a", "operator": "keep"}, {"column": "a", "operator": "keep"})",
       "named twice"},
      {R"({"column": "a", "operator": "hmac", "class": "c", "form": "nir"},
          {"column": "b", "operator": "hmac", "class": "c", "form": "text"})",
       "one form"}};
  for (const Case& one : cases) {
    INFO(one.column);
    CHECK(refusal_of(plan_of(one.column)).find(one.reason) != std::string::npos);
  }
}

}  // namespace
}  // namespace aval
