// What the pack holds as a whole, and what stands beside a result: kinds of conditions, unconfirmed
// sources, attestations, plans, and whether a stored decision still stands.
#include "policies/decision_status.h"
#include "tests/policies/dossier.h"

namespace aval {
namespace {

const PolicyPack& french() {
  static const PolicyPack kPack = load_embedded_policy_pack();
  return kPack;
}

Json decision_json(const PolicyPack& pack, const Json& dossier, const std::string& gate) {
  return parse_json(render_decision_json(pack, judge(pack, dossier, gate), Language::fr),
                    "decision");
}

Json result_in(const Json& decision, const std::string& policy) {
  for (const Json& result : decision.at("results"))
    if (result.at("policy") == policy)
      return result;
  return Json::object();
}

RecordedDecision standing_decision() {
  RecordedDecision decision;
  decision.id = "cantine/G2";
  decision.inputs_sha256 = std::string(64, 'a');
  decision.current_sha256 = decision.inputs_sha256;
  return decision;
}

Json nir_dossier(const Json& ground) {
  Json dossier = base_dossier();
  dossier["datasets"][0]["columns"].push_back(
      {{"name", "nir"}, {"type", "nir"}, {"gdpr", "direct"}, {"confidence", 0.99}});
  dossier["reviews"].push_back({{"column", "nir"}, {"result", "confirmed"}});
  dossier["activities"][0]["nir_ground"] = ground;
  return dossier;
}

Json decree_attestation(const std::string& until) {
  return {{"fact", "nir_ground.reference"},
          {"reference", "Décret 2019-341, art. 2"},
          {"words", "aide sociale facultative"},
          {"name", "Responsable juridique"},
          {"function", "directrice des affaires juridiques"},
          {"on", "2026-10-01"},
          {"expires_on", until}};
}

}  // namespace

TEST_CASE("every rule that a gate names is built", "[policies][pack]") {
  for (const auto& [gate, ids] : french().rules_of_gate)
    for (const std::string& id : ids) {
      INFO(gate << " " << id);
      CHECK(find_policy(french(), id) != nullptr);
    }
}

TEST_CASE("every condition of the pack says whether it suspends or is followed up",
          "[policies][pack]") {
  for (const Policy& policy : french().policies)
    for (const Json& outcome : *policy.outcomes) {
      INFO(policy.id);
      CHECK((outcome.at("result") == "condition") == outcome.contains("kind"));
    }
}

TEST_CASE("rules of law of amendment 1 are of law", "[policies][pack]") {
  for (const char* id : {"LB-01", "REG-01", "OR-01", "TP-01", "TP-02", "SE-01", "PB-01", "PB-02",
                         "PB-03", "PB-04", "SP-01", "SP-02", "SP-03", "DP-03"}) {
    INFO(id);
    CHECK(find_policy(french(), id)->nature == PolicyNature::law);
  }
}

TEST_CASE("a block that rests on unconfirmed sources alone counts as missing",
          "[policies][unconfirmed]") {
  Json dossier = base_dossier();
  dossier["usecase"]["activities"] = Json::array();
  CHECK(judge(french(), dossier, "G3").verdict == Verdict::no_go);
  for (const bool whole_rule : {true, false}) {
    PolicyPack pack = french();
    for (Policy& policy : pack.policies)
      if (policy.id == "REG-01") {
        policy.to_confirm = whole_rule;
        if (!whole_rule)
          policy.unconfirmed_sources = policy.sources;
      }
    const Decision decision = judge(pack, dossier, "G3");
    CHECK(decision.verdict == Verdict::incomplete);
    CHECK(result_of_policy(decision, "REG-01") == "missing");
    CHECK(result_in(decision_json(pack, dossier, "G3"), "REG-01").at("reason") == "unconfirmed");
  }
}

TEST_CASE("one confirmed source is enough to block, the unconfirmed one is named",
          "[policies][unconfirmed]") {
  const Json result = result_in(decision_json(french(), nir_dossier(nullptr), "G2"), "SP-03");
  CHECK(result.at("result") == "block");
  CHECK(result.at("sources_to_confirm") == Json::array({"Décret 2019-341 (texte non détenu)"}));
}

TEST_CASE("an attested row of the decree counts until it expires, and is printed as attested",
          "[policies][attested]") {
  Json dossier =
      nir_dossier({{"type", "decree"}, {"reference", "Décret 2019-341"}, {"status", "to_confirm"}});
  CHECK(result_of_policy(judge(french(), dossier, "G2"), "SP-03") == "missing");
  dossier["activities"][0]["attestations"] = Json::array({decree_attestation("2026-11-24")});
  const Json result = result_in(decision_json(french(), dossier, "G2"), "SP-03");
  CHECK(result.at("result") == "pass");
  CHECK(result.at("attested").at(0).at("words") == "aide sociale facultative");
  CHECK(result.at("attested").at(0).at("subject") == "activity:scolaire");
  dossier["activities"][0]["attestations"] = Json::array({decree_attestation("2026-11-23")});
  CHECK(result_of_policy(judge(french(), dossier, "G2"), "SP-03") == "missing");
  Json later = decree_attestation("2027-11-24");
  later["on"] = "2026-11-25";
  dossier["activities"][0]["attestations"] = Json::array({later});
  CHECK(result_of_policy(judge(french(), dossier, "G2"), "SP-03") == "missing");
}

TEST_CASE(
    "names rest on a statute: neither a decree, nor a local decision, nor the publication of acts",
    "[policies][publication]") {
  const auto result = [](const char* text) {
    Json dossier = base_dossier();
    dossier["usecase"]["publication"] = {
        {"intent", "open"}, {"form", "raw"}, {"ground", "law"}, {"text", text}};
    return result_of_policy(judge(french(), dossier, "G4"), "PB-01");
  };
  for (const char* statute : {"Code électoral L255", "Loi 2013-907, art. 11", "CGFP art. L. 716-1",
                              "Code électoral, article LO 227-1", "Règlement (UE) 2016/679",
                              "CGCT L2131-1 et loi 2000-321 art. 10"}) {
    INFO(statute);
    CHECK(result(statute) == "pass");
  }
  for (const char* other : {"Décret 2014-90", "CCP R2196-1", "Délibération du 3 mars",
                            "CGCT art. L2131-1", "CGCT, art. L. 2131-1", "Arrêté du maire"}) {
    INFO(other);
    CHECK(result(other) == "block");
  }
}

TEST_CASE("activities of title III are declared not covered, with their regime",
          "[policies][not-covered]") {
  Json dossier = base_dossier();
  CHECK(judge(french(), dossier, "G3").not_covered.empty());
  dossier["activities"][0]["regime"] = "led";
  const Decision decision = judge(french(), dossier, "G3");
  REQUIRE(decision.not_covered.size() == 1);
  CHECK(decision.not_covered[0].regime == "led");
  for (const char* rule : {"REG-01", "DP-01", "DP-02", "OR-01", "SC-05", "IN-01"}) {
    INFO(rule);
    CHECK(result_of_policy(decision, rule) == "not_applicable");
  }
}

TEST_CASE("a compliance plan stands beside a block of law and does not turn the verdict",
          "[policies][commitments]") {
  Json dossier = base_dossier();
  dossier["organisation"]["dpo"] = {{"appointed", false}};
  dossier["usecase"]["compliance_plans"] = Json::array({{{"policy", "OR-01"},
                                                         {"steps", {"Délibérer", "Désigner"}},
                                                         {"owner", "Direction générale"},
                                                         {"due_on", "2027-01-31"}}});
  const Json decision = decision_json(french(), dossier, "G3");
  CHECK(decision.at("verdict") == "no_go");
  const Json plan = result_in(decision, "OR-01").at("compliance_plan");
  CHECK(plan.at("steps") == Json::array({"Délibérer", "Désigner"}));
  CHECK(plan.at("due_on") == "2027-01-31");
}

TEST_CASE("a condition tells its kind, and who follows it where the dossier does",
          "[policies][commitments]") {
  Json dossier = base_dossier();
  dossier["activities"][0]["information"] = {{"given", false}};
  dossier["usecase"].erase("evaluation_plan");
  dossier["usecase"]["evaluation_plan"] = nullptr;
  dossier["usecase"]["follow_ups"] =
      Json::array({{{"policy", "UC-05"}, {"owner", "Pilote"}, {"due_on", "2027-02-01"}}});
  const Json decision = decision_json(french(), dossier, "G3");
  CHECK(decision.at("verdict") == "go_with_conditions");
  CHECK(result_in(decision, "IN-01").at("condition") == "suspensive");
  CHECK_FALSE(result_in(decision, "IN-01").contains("follow_up"));
  CHECK(result_in(decision, "UC-05").at("condition") == "follow_up");
  CHECK(result_in(decision, "UC-05").at("follow_up").at("owner") == "Pilote");
}

TEST_CASE("a stored decision stands until its inputs change, its validity or a waiver ends",
          "[policies][decision]") {
  RecordedDecision decision = standing_decision();
  const DecisionStatus stands = judge_recorded_decision(french(), decision, "2026-11-24");
  CHECK(stands.outcome.result == PolicyResult::pass);
  CHECK(stands.outcome.subject == "decision:cantine/G2");
  decision.valid_until = "2026-11-24";
  decision.waivers_expire_on = {"2027-01-01", "2026-11-24"};
  CHECK(judge_recorded_decision(french(), decision, "2026-11-24").outcome.result ==
        PolicyResult::pass);
  const DecisionStatus over = judge_recorded_decision(french(), decision, "2026-11-25");
  CHECK(over.outcome.result == PolicyResult::missing);
  CHECK((over.validity_over && over.waiver_expired && !over.inputs_changed));
  decision = standing_decision();
  decision.current_sha256 = std::string(64, 'b');
  CHECK(judge_recorded_decision(french(), decision, "2026-11-24").inputs_changed);
  decision.current_sha256 = std::nullopt;
  CHECK(judge_recorded_decision(french(), decision, "2026-11-24").outcome.result ==
        PolicyResult::missing);
}

TEST_CASE("decide never asks whether a stored decision stands", "[policies][decision]") {
  for (const char* gate : {"G1", "G2", "G3", "G4", "GR"})
    CHECK(result_of_policy(judge(french(), base_dossier(), gate), "DC-01") == "absent");
}

}  // namespace aval
