#include "audit/base/json.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace aval {
namespace {

std::string place_of_error(const std::string& text) {
  try {
    parse_json(text, "f.json");
  } catch (const Error& error) {
    return error.place();
  }
  return "none";
}

const char* kSchema = R"({"type":"object","required":["id"],"additionalProperties":false,
  "properties":{"id":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"},"on":{"type":"string","format":"date"},"kind":{"enum":["a","b"]}}})";

std::size_t problems_of(const std::string& document) {
  return check_json(parse_json(document, "d"), parse_json(kSchema, "s"), "d").size();
}

}  // namespace

TEST_CASE("a broken document is told by line and column, never by its content", "[base][json]") {
  CHECK(place_of_error("{\n  \"a\": secret\n}") == "f.json:2:8");
  try {
    parse_json("{\"nom\": DURAND}", "f.json");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find("DURAND") == std::string::npos);
  }
}

TEST_CASE("a key that stands twice and endless nesting are refused", "[base][json]") {
  CHECK(place_of_error("{\"a\":1,\"a\":2}") == "f.json");
  CHECK(place_of_error(std::string(101, '[') + std::string(101, ']')) == "f.json");
  CHECK(place_of_error("{\"a\":{\"a\":1}}") == "none");
}

TEST_CASE("a schema finds missing, unknown and ill-formed keys and says the near one",
          "[base][json]") {
  CHECK(problems_of("{\"id\":\"a-1\",\"on\":\"2024-02-29\",\"kind\":\"b\"}") == 0);
  CHECK(problems_of("{}") == 1);
  CHECK(problems_of("{\"id\":\"A\"}") == 1);
  CHECK(problems_of("{\"id\":\"a\",\"on\":\"2023-02-29\"}") == 1);
  CHECK(problems_of("{\"id\":\"a\",\"kind\":\"c\"}") == 1);
  const auto problems =
      check_json(parse_json("{\"id\":\"a\",\"kimd\":\"a\"}", "d"), parse_json(kSchema, "s"), "d");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place == "d#/kimd");
  CHECK(problems[0].message.en.find("'kind'") != std::string::npos);
}

TEST_CASE("canonical JSON sorts keys and has no white space", "[base][json]") {
  CHECK(canonical_json(parse_json("{ \"b\": 1, \"a\": [1.5, \"é\"] }", "d")) ==
        "{\"a\":[1.5,\"é\"],\"b\":1}");
}

}  // namespace aval
