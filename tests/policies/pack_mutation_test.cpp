// Every condition of the French pack is held by a case: each small change of it makes one fail.
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/json.h"
#include "policies/policy.h"
#include "policies/policy_cases.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const std::string kPack = std::string(AVAL_SOURCE_DIR) + "/policies/packs/fr";

struct Mutant {
  std::string what;
  Json policy;
};

// Every place of an operation inside a condition, the condition itself included.
void collect_operations(const Json& rule, const Json::json_pointer& place,
                        std::vector<Json::json_pointer>& places) {
  if (rule.is_array())
    for (std::size_t i = 0; i < rule.size(); ++i)
      collect_operations(rule[i], place / i, places);
  if (!rule.is_object() || rule.size() != 1)
    return;
  if (!rule.contains("var"))
    places.push_back(place);
  collect_operations(rule.begin().value(), place / rule.begin().key(), places);
}

// The operator that says nearly the same: the mistake a writer of rules makes.
std::string neighbour_of(const std::string& operation) {
  static const std::map<std::string, std::string> kNeighbours = {{"and", "or"},
                                                                 {"or", "and"},
                                                                 {"==", "!="},
                                                                 {"!=", "=="},
                                                                 {"<", "<="},
                                                                 {"<=", "<"},
                                                                 {">", ">="},
                                                                 {">=", ">"},
                                                                 {"some", "all"},
                                                                 {"all", "some"},
                                                                 {"none", "some"},
                                                                 {"!", "!!"},
                                                                 {"!!", "!"},
                                                                 {"subset", "intersects"},
                                                                 {"intersects", "subset"}};
  const auto found = kNeighbours.find(operation);
  return found == kNeighbours.end() ? std::string() : found->second;
}

void mutate_condition(const Json& policy, const std::string& root, std::vector<Mutant>& mutants) {
  std::vector<Json::json_pointer> places;
  const Json::json_pointer start(root);
  collect_operations(policy.at(start), start, places);
  const auto with = [&](const Json::json_pointer& place, const Json& value, const char* what) {
    Mutant mutant{what + (" at " + place.to_string()), policy};
    mutant.policy[place] = value;
    mutants.push_back(std::move(mutant));
  };
  for (const Json::json_pointer& place : places) {
    const Json& rule = policy.at(place);
    const std::string& name = rule.begin().key();
    with(place, Json{{"!", Json::array({rule})}}, "negated");
    const std::string neighbour = neighbour_of(name);
    // "and" or "or" of one argument say the same.
    const bool single = (name == "and" || name == "or") && rule.begin().value().size() < 2;
    if (!neighbour.empty() && !single)
      with(place, Json{{neighbour, rule.begin().value()}}, ("'" + neighbour + "'").c_str());
    if (name == "and" || name == "or")
      for (std::size_t i = 0; i < rule.begin().value().size() && !single; ++i) {
        Json fewer = rule;
        fewer[name].erase(i);
        with(place, fewer, ("argument " + std::to_string(i) + " dropped").c_str());
      }
  }
}

std::vector<Mutant> mutants_of(const Json& policy) {
  std::vector<Mutant> mutants;
  mutate_condition(policy, "/applies", mutants);
  const Json& outcomes = policy.at("outcomes");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string place = "/outcomes/" + std::to_string(i);
    mutate_condition(policy, place + "/when", mutants);
    for (const char* result : {"block", "condition", "missing", "info", "pass"}) {
      if (outcomes[i].at("result") == result)
        continue;
      Mutant mutant{place + " gives " + result, policy};
      mutant.policy["outcomes"][i]["result"] = result;
      mutants.push_back(std::move(mutant));
    }
    if (outcomes.size() > 1) {
      Mutant mutant{place + " dropped", policy};
      mutant.policy["outcomes"].erase(i);
      mutants.push_back(std::move(mutant));
    }
  }
  return mutants;
}

// Every entry of `key` in the documents of a folder of the pack.
std::vector<Json> entries_of(const std::string& folder, const char* key) {
  std::vector<Json> entries;
  std::vector<std::string> skipped;
  for (const std::string& path : list_files(kPack + "/" + folder, skipped)) {
    const Json document = load_json(path);
    entries.insert(entries.end(), document.at(key).begin(), document.at(key).end());
  }
  return entries;
}

std::vector<PolicyCase> cases_of(const std::vector<Json>& all, const std::string& policy) {
  Json own = Json::array();
  for (const Json& item : all)
    if (item.at("policy") == policy)
      own.push_back(item);
  std::vector<PolicyCase> cases;
  read_cases(Json{{"cases", own}}, policy, cases);
  return cases;
}

// True when the cases notice that the policy is not as it should be.
bool is_noticed(PolicyPack& one, const Json& policy, const std::vector<PolicyCase>& cases) {
  one.policies.front().applies = std::make_shared<const Json>(policy.at("applies"));
  one.policies.front().outcomes = std::make_shared<const Json>(policy.at("outcomes"));
  std::vector<Problem> problems;
  run_cases(one, cases, problems);
  return !problems.empty();
}

}  // namespace

TEST_CASE("each small change of a condition of the French pack fails a case", "[policies][pack]") {
  const PolicyPack pack = load_embedded_policy_pack();
  const std::vector<Json> all_cases = entries_of("cases", "cases");
  std::size_t count = 0;
  for (const Json& policy : entries_of("policies", "policies")) {
    const std::string id = policy.at("id");
    const std::vector<PolicyCase> cases = cases_of(all_cases, id);
    PolicyPack one = pack;
    one.policies = {*find_policy(pack, id)};
    INFO(id);
    REQUIRE_FALSE(is_noticed(one, policy, cases));
    for (const Mutant& mutant : mutants_of(policy)) {
      ++count;
      INFO(mutant.what);
      CHECK(is_noticed(one, mutant.policy, cases));
    }
  }
  CHECK(count > 500);
}

}  // namespace aval
