// Waivers: what they change, what they never change, and what keeps one from being recorded.
#include "policies/waivers.h"

#include "tests/policies/dossier.h"

namespace aval {
namespace {

const PolicyPack& french() {
  static const PolicyPack kPack = load_embedded_policy_pack();
  return kPack;
}

Json waiver_of(const std::string& policy) {
  return {{"schema", "aval.waiver/1"},
          {"id", "essai"},
          {"policy", policy},
          {"usecase", base_dossier().at("usecase").at("id")},
          {"requested_by", "Service"},
          {"reason", "Motif"},
          {"compensating_measures", {"Mesure"}},
          {"dpo_opinion", {{"sense", "favourable"}, {"by", "Alex Martin"}, {"on", "2026-11-01"}}},
          {"approved_by", {{"name", "Claude Verneuil"}, {"function", "Maire"}}},
          {"granted_on", "2026-11-02"},
          {"expires_on", "2027-11-02"}};
}

// A dossier whose UC-02 asks for a sponsor (missing), judged with that waiver.
Decision judged(const Json& dossier, const Json& waiver, const std::string& gate) {
  FactInputs inputs = inputs_of(dossier, gate);
  inputs.waivers = {canonical_json(waiver)};
  return decide(french(), collect_facts(french(), inputs), gate);
}

Json without_sponsor() {
  return changed_dossier(base_dossier(), {{"set", {{"/usecase/elected_sponsor", nullptr}}}});
}

std::string standing(const Decision& decision) {
  REQUIRE(decision.waivers.size() == 1);
  return std::string(name_of(decision.waivers[0].standing));
}

}  // namespace

TEST_CASE("a waived question is listed as waived and never passes", "[policies][waivers]") {
  REQUIRE(result_of_policy(judge(french(), without_sponsor(), "G1"), "UC-02") == "missing");
  const Decision decision = judged(without_sponsor(), waiver_of("UC-02"), "G1");
  CHECK(result_of_policy(decision, "UC-02") == "info");
  CHECK(standing(decision) == "used");
  CHECK(used_waivers(decision) == 1);
  const Json json = Json::parse(render_decision_json(french(), decision, Language::fr));
  for (const Json& result : json.at("results"))
    if (result.at("policy") == "UC-02")
      CHECK(result.at("waived") == Json{{"from", "missing"}, {"by", {"essai"}}});
    else
      CHECK_FALSE(result.contains("waived"));
}

TEST_CASE("a waiver of a rule that holds is unused", "[policies][waivers]") {
  CHECK(standing(judged(base_dossier(), waiver_of("UC-02"), "G1")) == "unused");
  CHECK(standing(judged(base_dossier(), waiver_of("UC-07"), "G1")) == "not_asked");
}

TEST_CASE("expired, early, lawful and foreign waivers are ignored and said",
          "[policies][waivers]") {
  Json late = waiver_of("UC-02");
  late["granted_on"] = "2025-01-01";
  late["expires_on"] = "2025-12-31";
  CHECK(standing(judged(without_sponsor(), late, "G1")) == "expired");
  CHECK(result_of_policy(judged(without_sponsor(), late, "G1"), "UC-02") == "missing");
  Json early = waiver_of("UC-02");
  early["granted_on"] = "2030-01-01";
  early["expires_on"] = "2030-12-31";
  CHECK(standing(judged(without_sponsor(), early, "G1")) == "not_yet");
  CHECK(standing(judged(base_dossier(), waiver_of("LB-01"), "G2")) == "law");
  CHECK(standing(judged(base_dossier(), waiver_of("ZZ-99"), "G2")) == "unknown_rule");
  Json foreign = waiver_of("UC-02");
  foreign["usecase"] = "another";
  CHECK(judged(without_sponsor(), foreign, "G1").waivers.empty());
}

TEST_CASE("a waiver does not reach beyond its scope", "[policies][waivers]") {
  Json scoped = waiver_of("UC-02");
  scoped["scope"] = {{"dataset", base_dossier().at("datasets").at(0).at("id")}};
  CHECK(standing(judged(without_sponsor(), scoped, "G1")) == "out_of_scope");
  CHECK(result_of_policy(judged(without_sponsor(), scoped, "G1"), "UC-02") == "missing");
}

TEST_CASE("a blocked rule becomes a condition", "[policies][waivers]") {
  const PolicyPack& pack = french();
  Json facts{{"today", "2026-11-24"}};
  PolicyOutcome outcome;
  outcome.policy = "SC-04";
  outcome.subject = "dataset:cantine";
  outcome.result = PolicyResult::block;
  facts["waivers"] = Json::array({{{"id", "a"},
                                   {"policy", "SC-04"},
                                   {"granted_on", "2026-01-01"},
                                   {"expires_on", "2026-11-24"}}});
  std::vector<PolicyOutcome> outcomes{outcome};
  const auto uses = apply_waivers(pack, facts, outcomes);
  CHECK(outcomes[0].result == PolicyResult::condition);
  CHECK(outcomes[0].before_waiver == PolicyResult::block);
  CHECK(uses.at(0).subjects == std::vector<std::string>{"dataset:cantine"});
  // A second waiver of the same rule adds its name and loosens nothing further.
  facts["waivers"].push_back(facts["waivers"][0]);
  outcomes = {outcome};
  CHECK(apply_waivers(pack, facts, outcomes).size() == 2);
  CHECK(outcomes[0].result == PolicyResult::condition);
  CHECK(outcomes[0].waivers.size() == 2);
}

TEST_CASE("what keeps a waiver from being recorded", "[policies][waivers]") {
  const auto places = [](const Json& waiver, const Json& organisation) {
    std::vector<std::string> found;
    for (const Problem& problem : check_waiver(french(), waiver, organisation, "w.json"))
      found.push_back(problem.place);
    return found;
  };
  using Places = std::vector<std::string>;
  CHECK(places(waiver_of("UC-02"), nullptr).empty());
  CHECK(places(waiver_of("SP-01"), nullptr) == Places{"w.json#/policy"});
  CHECK(places(waiver_of("ZZ-99"), nullptr) == Places{"w.json#/policy"});
  Json waiver = waiver_of("UC-02");
  waiver["expires_on"] = "2027-11-03";
  waiver["review_on"] = "2027-11-04";
  CHECK(places(waiver, nullptr) == Places{"w.json#/expires_on", "w.json#/review_on"});
  waiver = waiver_of("UC-02");
  waiver["approved_by"]["function"] = "Déléguée à la protection des données";
  CHECK(places(waiver, nullptr) == Places{"w.json#/approved_by"});
  waiver = waiver_of("UC-02");
  waiver["approved_by"]["name"] = "ALEX MARTIN";
  CHECK(places(waiver, nullptr) == Places{"w.json#/approved_by"});
  CHECK(places(waiver_of("UC-02"), {{"dpo", {{"name", "Claude Verneuil"}}}}) ==
        Places{"w.json#/approved_by"});
  waiver = waiver_of("UC-02");
  waiver["scope"] = {{"field", "nom"}};
  CHECK(places(waiver, nullptr) == Places{"w.json#/scope/field"});
}

}  // namespace aval
