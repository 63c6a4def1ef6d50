// What each policy answers to documents as users write them: one sound dossier, one change a case.
// Written from the law's table, without looking at the conditions.
#include "tests/policies/dossier.h"

namespace aval {
namespace {

Json read_groups() {
  return load_json(std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/results_by_document.json");
}

}  // namespace

TEST_CASE("each policy answers a changed dossier as the law's table says",
          "[policies][documents]") {
  const PolicyPack pack = load_embedded_policy_pack();
  for (const Json& group : read_groups())
    for (const Json& item : group.at("cases")) {
      const std::string gate = item.at("gate");
      const Json dossier = changed_dossier(base_dossier(), item);
      const Decision decision = judge(pack, dossier, gate);
      INFO(group.at("rule").get<std::string>() << ": " << item.at("name").get<std::string>());
      const Json expected = item.value("expect", Json::object());
      const Json excluded = item.value("expect_not", Json::object());
      for (const auto& [policy, result] : expected.items())
        CHECK(result_of_policy(decision, policy) == result.get<std::string>());
      for (const auto& [policy, results] : excluded.items())
        for (const Json& result : results)
          CHECK(result_of_policy(decision, policy) != result.get<std::string>());
      if (item.contains("verdict"))
        CHECK(std::string(name_of(decision.verdict)) == item.at("verdict").get<std::string>());
    }
}

TEST_CASE("the sound dossier asks nothing of any policy that is computed",
          "[policies][documents]") {
  const PolicyPack pack = load_embedded_policy_pack();
  for (const char* gate : {"G1", "G2", "G3", "G4", "GR"}) {
    const Decision decision = judge(pack, base_dossier(), gate);
    for (const PolicyOutcome& outcome : decision.outcomes) {
      INFO(gate << " " << outcome.policy << " " << outcome.subject << " " << outcome.facts);
      CHECK((outcome.not_built || outcome.result <= PolicyResult::info));
    }
  }
}

}  // namespace aval
