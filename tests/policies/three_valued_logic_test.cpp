// JsonLogic in three-valued mode: absent is unknown, null is an answer.
#include <random>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "policies/json_logic.h"
#include "policies/logic_dates.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

Truth truth_of(const char* rule, const char* data) {
  LogicTrace trace;
  return evaluate_condition(Json::parse(rule), Json::parse(data), trace);
}

}  // namespace

TEST_CASE("and, or and not follow Kleene's tables", "[policies][three-valued]") {
  const std::vector<std::pair<const char*, Truth>> words = {
      {"true", Truth::yes}, {"false", Truth::no}, {R"({"var": "absent"})", Truth::unknown}};
  const auto rank = [](Truth truth) {
    return truth == Truth::no ? 0 : truth == Truth::unknown ? 1 : 2;
  };
  for (const auto& [left, a] : words) {
    const Truth negation = a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes;
    CHECK(truth_of((R"({"!": [)" + std::string(left) + "]}").c_str(), "{}") == negation);
    for (const auto& [right, b] : words) {
      const std::string pair = "[" + std::string(left) + ", " + right + "]";
      INFO(pair);
      CHECK(truth_of((R"({"and": )" + pair + "}").c_str(), "{}") == (rank(a) < rank(b) ? a : b));
      CHECK(truth_of((R"({"or": )" + pair + "}").c_str(), "{}") == (rank(a) > rank(b) ? a : b));
    }
  }
}

TEST_CASE("null is an answer and absent is none", "[policies][three-valued]") {
  CHECK(truth_of(R"({"==": [{"var": "a.b"}, null]})", R"({"a": {"b": null}})") == Truth::yes);
  CHECK(truth_of(R"({"==": [{"var": "a.b"}, null]})", R"({"a": {}})") == Truth::unknown);
  CHECK(truth_of(R"({"==": [{"var": "a.b"}, null]})", R"({"a": null})") == Truth::yes);
  CHECK(truth_of(R"({"==": [{"var": "a.b"}, null]})", R"({})") == Truth::unknown);
  CHECK(truth_of(R"({"!": [{"var": "a"}]})", R"({"a": null})") == Truth::yes);
  CHECK(truth_of(R"({"!": [{"var": "a"}]})", R"({})") == Truth::unknown);
  CHECK(truth_of(R"({"in": [{"var": "a"}, ["x", "y"]]})", R"({})") == Truth::unknown);
  CHECK(truth_of(R"({"<": [{"var": "a"}, 3]})", R"({})") == Truth::unknown);
}

TEST_CASE("quantifiers hold what is known whatever the rest", "[policies][three-valued]") {
  const char* const kHasA = R"({"var": "a"})";
  const auto quantified = [&](const char* name, const char* list) {
    const std::string rule = std::string("{\"") + name + R"(": [{"var": "l"}, )" + kHasA + "]}";
    return truth_of(rule.c_str(), list);
  };
  const char* const kTrueAndUnknown = R"({"l": [{"a": true}, {}]})";
  const char* const kFalseAndUnknown = R"({"l": [{"a": false}, {}]})";
  CHECK(quantified("some", kTrueAndUnknown) == Truth::yes);
  CHECK(quantified("some", kFalseAndUnknown) == Truth::unknown);
  CHECK(quantified("all", kTrueAndUnknown) == Truth::unknown);
  CHECK(quantified("all", kFalseAndUnknown) == Truth::no);
  CHECK(quantified("none", kTrueAndUnknown) == Truth::no);
  CHECK(quantified("none", kFalseAndUnknown) == Truth::unknown);
  for (const char* name : {"some", "all", "none"}) {
    CHECK(quantified(name, "{}") == Truth::unknown);
    CHECK(quantified(name, R"({"l": []})") ==
          (std::string(name) == "none" ? Truth::yes : Truth::no));
    CHECK(quantified(name, R"({"l": null})") ==
          (std::string(name) == "none" ? Truth::yes : Truth::no));
  }
  CHECK(truth_of(R"({"!!": [{"filter": [{"var": "l"}, {"var": "a"}]}]})",
                 R"({"l": [{"a": false}]})") == Truth::no);
  CHECK(truth_of(R"({"!!": [{"filter": [{"var": "l"}, {"var": "a"}]}]})", R"({"l": [{}]})") ==
        Truth::unknown);
}

TEST_CASE("a condition that is unknown leaves the choice unknown", "[policies][three-valued]") {
  CHECK(truth_of(R"({"if": [{"var": "a"}, true, false]})", "{}") == Truth::unknown);
  CHECK(truth_of(R"({"if": [true, true, {"var": "a"}]})", "{}") == Truth::yes);
}

TEST_CASE("the added operators on lists", "[policies][three-valued]") {
  const auto plain = [](const char* rule) {
    return apply_json_logic(Json::parse(rule), Json::object());
  };
  CHECK(plain(R"({"minus": [["a", "b", "c"], ["b"]]})") == Json({"a", "c"}));
  CHECK(plain(R"({"minus": [[], ["b"]]})") == Json::array());
  CHECK(plain(R"({"minus": [["a"], null]})") == Json({"a"}));
  CHECK(plain(R"({"subset": [["a", "b"], ["b", "a", "c"]]})") == Json(true));
  CHECK(plain(R"({"subset": [["a", "d"], ["b", "a", "c"]]})") == Json(false));
  CHECK(plain(R"({"subset": [[], []]})") == Json(true));
  CHECK(plain(R"({"intersects": [["a", "d"], ["d"]]})") == Json(true));
  CHECK(plain(R"({"intersects": [["a"], ["d"]]})") == Json(false));
  CHECK(plain(R"({"intersects": [[], []]})") == Json(false));
  CHECK(truth_of(R"({"subset": [{"var": "a"}, ["x"]]})", "{}") == Truth::unknown);
  CHECK(truth_of(R"({"intersects": [["x"], {"var": "a"}]})", "{}") == Truth::unknown);
}

TEST_CASE("dates count in days, leap years included, and months stop at the month's end",
          "[policies][three-valued]") {
  CHECK(days_between("2026-11-24", "2026-11-24") == 0);
  CHECK(days_between("2024-02-28", "2024-03-01") == 2);
  CHECK(days_between("2026-03-01", "2026-02-28") == -1);
  CHECK(days_between("1900-02-28", "1900-03-01") == 1);  // 1900 is no leap year
  CHECK(days_between("2000-02-28", "2000-03-01") == 2);
  CHECK(days_between("1970-01-01", "2026-11-24") == 20781);
  CHECK(add_months("2026-01-31", 1) == "2026-02-28");
  CHECK(add_months("2024-01-31", 1) == "2024-02-29");
  CHECK(add_months("2026-11-30", 3) == "2027-02-28");
  CHECK(add_months("2026-03-31", -1) == "2026-02-28");
  CHECK(add_months("2026-11-24", 12) == "2027-11-24");
  CHECK(add_days("2026-12-31", 1) == "2027-01-01");
  CHECK(add_days("2026-03-01", -1) == "2026-02-28");
  for (const char* wrong : {"", "2026", "2026-13-01", "2026-02-30", "26-02-03", "2026/02/03",
                            "2026-02-3", "hier", "2026-02-031"}) {
    INFO(wrong);
    CHECK_FALSE(days_between(wrong, "2026-01-01"));
    CHECK_FALSE(add_days(wrong, 1));
    CHECK_FALSE(add_months(wrong, 1));
  }
}

TEST_CASE("what is no date makes a condition unknown, never false", "[policies][three-valued]") {
  CHECK(truth_of(R"({">": [{"days_between": [{"var": "d"}, "2026-11-24"]}, 30]})",
                 R"({"d": "2026-02-30"})") == Truth::unknown);
  CHECK(truth_of(R"({">": [{"days_between": [{"var": "d"}, "2026-11-24"]}, 30]})", "{}") ==
        Truth::unknown);
  CHECK(truth_of(R"({">": [{"days_between": [{"var": "d"}, "2026-11-24"]}, 30]})",
                 R"({"d": "2026-01-01"})") == Truth::yes);
}

TEST_CASE("a trace names the facts read and the facts missing", "[policies][three-valued]") {
  const Json rule = Json::parse(
      R"({"and": [{"var": "personal"}, {"some": [{"var": "activities"}, {"==": [{"var": "status"}, "draft"]}]},
                  {"var": "dpia.status"}]})");
  LogicTrace trace;
  const Json data = Json::parse(R"({"personal": true, "activities": [{"status": "draft"}, {}]})");
  CHECK(evaluate_condition(rule, data, trace) == Truth::unknown);
  CHECK(trace.read ==
        std::set<std::string>{"personal", "activities", "activities[].status", "dpia.status"});
  CHECK(trace.unknown == std::set<std::string>{"activities[].status", "dpia.status"});
  CHECK(variables_of(rule) == trace.read);
}

// Soundness: what is decided with facts missing must stay so whatever these facts turn out to be.
// Answers of facts: every combination of values is tried in plain mode.
namespace {

class RuleMaker {
 public:
  explicit RuleMaker(unsigned seed) : random_(seed) {}

  Json make(int depth) {
    if (depth == 0)
      return leaf();
    switch (below(8)) {
      case 0:
        return Json{{"and", {make(depth - 1), make(depth - 1)}}};
      case 1:
        return Json{{"or", {make(depth - 1), make(depth - 1)}}};
      case 2:
        return Json{{"!", Json::array({make(depth - 1)})}};
      case 3:
        return Json{{"if", {make(depth - 1), make(depth - 1), make(depth - 1)}}};
      case 4:
        return Json{{"==", {leaf(), below(3) == 0 ? Json(nullptr) : Json(below(2) == 0)}}};
      case 5:
        return quantified("some", depth);
      case 6:
        return quantified("all", depth);
      default:
        return quantified("none", depth);
    }
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  Json leaf() {
    static const std::vector<std::string> kFacts = {"a", "b", "c"};
    return below(5) == 0 ? Json(below(2) == 0) : Json{{"var", kFacts[below(3)]}};
  }
  Json quantified(const char* name, int depth) {
    return Json{{name, {Json{{"var", "items"}}, make(depth - 1)}}};
  }
  std::mt19937 random_;
};

// Fills each of `holes` (places of absent facts) with each value in turn; true when all answers
// agree with `expected`.
bool all_completions_agree(const Json& rule, Json data, const std::vector<std::string>& holes,
                           bool expected) {
  const std::vector<Json> values = {true, false, nullptr};
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < holes.size(); ++i)
    combinations *= values.size();
  for (std::size_t n = 0; n < combinations; ++n) {
    std::size_t rest = n;
    for (const std::string& hole : holes) {
      data[Json::json_pointer(hole)] = values[rest % values.size()];
      rest /= values.size();
    }
    const Json answer = apply_json_logic(rule, data);
    if ((answer.is_boolean() && answer.get<bool>()) != expected)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a decided condition stays decided whatever the missing facts turn out to be",
          "[policies][three-valued]") {
  std::mt19937 random(7);
  int decided = 0, open = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    const Json rule = RuleMaker(seed).make(3);
    Json data = Json{{"items", {Json::object(), Json::object()}}};
    std::vector<std::string> holes;
    for (const char* place : {"/a", "/b", "/c", "/items/0/a", "/items/0/b", "/items/1/a"}) {
      if (random() % 2 == 0)
        holes.push_back(place);
      else
        data[Json::json_pointer(place)] = random() % 2 == 0;
    }
    // Facts read inside an item that no hole lists must hold a value, or stay unknown for ever.
    for (const char* place :
         {"/items/0/c", "/items/1/b", "/items/1/c", "/items/0/items", "/items/1/items"})
      data[Json::json_pointer(place)] = nullptr;
    LogicTrace trace;
    const Truth truth = evaluate_condition(rule, data, trace);
    if (truth == Truth::unknown) {
      ++open;
      CHECK_FALSE(trace.unknown.empty());
      continue;
    }
    ++decided;
    INFO(rule.dump() << " on " << data.dump());
    CHECK(all_completions_agree(rule, data, holes, truth == Truth::yes));
  }
  CHECK(decided > 500);
  CHECK(open > 500);
}

}  // namespace aval
