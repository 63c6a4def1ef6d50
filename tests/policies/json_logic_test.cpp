// JsonLogic in plain mode: the public suite, and the answers of the reference implementation.
#include "policies/json_logic.h"

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

Json read_vectors(const std::string& file) {
  return load_json(std::string(AVAL_SOURCE_DIR) + "/tests/data/jsonlogic/" + file);
}

// Numbers are equal by value: 2 and 2.0 are one number in JSON.
bool same(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number())
    return std::fabs(a.get<double>() - b.get<double>()) < 1e-9;
  if (a.is_array() && b.is_array()) {
    if (a.size() != b.size())
      return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!same(a[i], b[i]))
        return false;
    return true;
  }
  return a == b;
}

}  // namespace

TEST_CASE("every case of the public JsonLogic suite gives its answer", "[policies][jsonlogic]") {
  std::size_t count = 0;
  for (const Json& vector : read_vectors("tests.json")) {
    if (!vector.is_array())
      continue;  // a comment
    ++count;
    INFO(vector.dump());
    const Json answer = apply_json_logic(vector[0], vector[1]);
    INFO(answer.dump());
    CHECK(same(answer, vector[2]));
  }
  CHECK(count == 275);
}

TEST_CASE("random rules give the answer of the reference implementation", "[policies][jsonlogic]") {
  const Json vectors = read_vectors("reference_vectors.json");
  REQUIRE(vectors.size() > 500);
  const Json& data = vectors[0];
  for (std::size_t i = 1; i < vectors.size(); ++i) {
    INFO(vectors[i].dump());
    const Json answer = apply_json_logic(vectors[i][0], data);
    INFO(answer.dump());
    CHECK(same(answer, vectors[i][1]));
  }
}

TEST_CASE("an operator outside the closed list is an error and is named", "[policies][jsonlogic]") {
  const Json rule = Json::parse(R"({"and": [{"method": ["a"]}, {"==": [{"exec": 1}, 2]}]})");
  CHECK(unknown_operators(rule) == std::vector<std::string>{"method", "exec"});
  CHECK_THROWS_AS(apply_json_logic(Json::parse(R"({"method": [1]})"), Json::object()), Error);
}

TEST_CASE("too few arguments or arguments of the wrong kind never end the program",
          "[policies][jsonlogic]") {
  for (const char* name : {"var",      "missing",    "missing_some",
                           "==",       "===",        "!=",
                           "!==",      ">",          ">=",
                           "<",        "<=",         "!",
                           "!!",       "and",        "or",
                           "if",       "?:",         "+",
                           "-",        "*",          "/",
                           "%",        "max",        "min",
                           "map",      "filter",     "reduce",
                           "all",      "none",       "some",
                           "merge",    "in",         "cat",
                           "substr",   "log",        "minus",
                           "subset",   "intersects", "days_between",
                           "add_days", "add_months"}) {
    for (const char* arguments :
         {"[]", "null", "[null]", "{}", "[{}]", "\"a\"", "[1]", "[\"a\", {}]", "[[], []]",
          "[{\"var\": \"a\"}, 1, 2, 3]", "[\"2026-01-01\", 1e300]", "[{\"a\": 1, \"b\": 2}]"}) {
      const Json rule = Json{{name, Json::parse(arguments)}};
      INFO(rule.dump());
      try {
        (void)apply_json_logic(rule, Json::object());
        LogicTrace trace;
        (void)evaluate_condition(rule, Json::object(), trace);
        (void)variables_of(rule);
        (void)unknown_operators(rule);
      } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::pack);
      }
    }
  }
}

TEST_CASE("substr counts characters and never cuts one", "[policies][jsonlogic]") {
  CHECK(apply_json_logic(Json::parse(R"({"substr": ["été à Œuf", 1, 4]})"), nullptr) == "té à");
  CHECK(apply_json_logic(Json::parse(R"({"substr": ["été", -1]})"), nullptr) == "é");
  CHECK(apply_json_logic(Json::parse(R"({"substr": ["été", 1e300, -1e300]})"), nullptr) == "");
}

TEST_CASE("a rule nested too deeply is refused, not a crash", "[policies][jsonlogic]") {
  Json rule = true;
  for (int i = 0; i < 1000; ++i)
    rule = Json{{"!", Json::array({std::move(rule)})}};
  CHECK_THROWS_AS(apply_json_logic(rule, Json::object()), Error);
}

TEST_CASE("dates moved beyond the calendar are unknown, not undefined", "[logic][dates]") {
  for (const char* count :
       {"1e300", "-1e300", "9e18", "-9e18", "999999999", "-999999999", "120000"})
    for (const char* operation : {"add_days", "add_months"}) {
      INFO(operation << " " << count);
      const Json rule =
          Json{{operation, Json::parse("[\"9999-12-31\", " + std::string(count) + "]")}};
      LogicTrace trace;
      CHECK(evaluate_condition(Json{{"==", Json::array({rule, "2026-01-01"})}}, Json::object(),
                               trace) == Truth::unknown);
    }
}

}  // namespace aval
