// Reviews as facts: what is personal unless rejected, what waits for a review, and what every
// decision says of a rejection.
#include "tests/policies/dossier.h"

namespace aval {
namespace {

Json column(const std::string& type, const std::string& gdpr, double confidence) {
  return {{"name", type}, {"type", type}, {"gdpr", gdpr}, {"confidence", confidence}};
}

Json one_column(double confidence) {
  return Json::array({column("health", "special", confidence)});
}

Json dossier_with(const Json& columns) {
  Json dossier = base_dossier();
  dossier["datasets"][0]["columns"] = columns;
  dossier["reviews"] = Json::array();
  return dossier;
}

Json full_review(const std::string& type, const std::string& result) {
  return {{"fingerprint", "fp-" + type},
          {"result", result},
          {"columns", Json::array({type})},
          {"reason", "Intitulés de menus"},
          {"author", "Service restauration"},
          {"date", "2026-11-10"},
          {"dpo_opinion", {{"sense", "with_reserve"}, {"by", "DPO"}, {"on", "2026-11-09"}}}};
}

FactInputs inputs_with(const Json& columns, const Json& reviews) {
  FactInputs inputs = inputs_of(dossier_with(columns), "G2");
  inputs.datasets.at(0).reviews.clear();
  for (const Json& review : reviews)
    inputs.datasets.at(0).reviews.push_back(canonical_json(review));
  return inputs;
}

const PolicyPack& french() {
  static const PolicyPack kPack = load_embedded_policy_pack();
  return kPack;
}

Json scan_facts_of(const FactInputs& inputs) {
  return collect_facts(french(), inputs).at("datasets").at(0).at("scan");
}

std::string sc02(const FactInputs& inputs) {
  return result_of_policy(decide(french(), collect_facts(french(), inputs), "G2"), "SC-02");
}

}  // namespace

TEST_CASE("a pending finding waits for its review from confidence 0.8 on", "[policies][reviews]") {
  CHECK(sc02(inputs_with(one_column(0.8), Json::array())) == "missing");
  CHECK(sc02(inputs_with(one_column(0.79), Json::array())) == "pass");
  for (const char* result : {"confirmed", "rejected"})
    CHECK(sc02(inputs_with(one_column(0.99), Json::array({full_review("health", result)}))) ==
          "pass");
}

TEST_CASE("data are personal as soon as one finding was not rejected, however weak",
          "[policies][reviews]") {
  const Json columns =
      Json::array({column("last_name", "direct", 0.3), column("health", "special", 0.95)});
  CHECK(scan_facts_of(inputs_with(columns, Json::array())).at("personal") == true);
  CHECK(scan_facts_of(inputs_with(columns, Json::array({full_review("health", "rejected")})))
            .at("personal") == true);
  const Json none = scan_facts_of(inputs_with(
      columns, {full_review("health", "rejected"), full_review("last_name", "rejected")}));
  CHECK(none.at("personal") == false);
  CHECK(none.at("special") == false);
  CHECK(none.at("personal_fields").empty());
}

TEST_CASE("every decision names what it no longer counts, with reason, author and opinion",
          "[policies][reviews]") {
  const FactInputs inputs =
      inputs_with(one_column(0.95), Json::array({full_review("health", "rejected")}));
  for (const char* gate : {"G1", "G2", "G3", "G4", "GR"}) {
    const Decision decision = decide(french(), collect_facts(french(), inputs), gate);
    REQUIRE(decision.rejected.size() == 1);
    const Json json =
        parse_json(render_decision_json(french(), decision, Language::fr), "decision");
    const Json& rejected = json.at("rejected_findings").at(0);
    CHECK(rejected.at("columns") == Json::array({"health"}));
    CHECK(rejected.at("reason") == "Intitulés de menus");
    CHECK(rejected.at("author") == "Service restauration");
    CHECK(rejected.at("dpo_opinion").at("sense") == "with_reserve");
    const RejectedFinding again = parse_rejection("d", rejected);
    CHECK(again.opinion_on == "2026-11-09");
  }
}

TEST_CASE("a decision recorded before rejections had a reason is still read",
          "[policies][reviews]") {
  const RejectedFinding old =
      parse_rejection("d", {{"fingerprint", "f"}, {"type", "health"}, {"gdpr", "special"}});
  CHECK(old.reason.empty());
  CHECK(old.opinion.empty());
}

}  // namespace aval
