// Whole dossiers, as users write them, with the verdict that the law gives and the rules that
// decide it (docs/worked-cases.md says why).
#include <set>

#include "audit/base/file.h"
#include "registry/documents.h"
#include "tests/policies/dossier.h"

namespace aval {
namespace {

const std::string kFolder = std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/dossiers";

std::vector<std::string> dossier_files() {
  std::vector<std::string> skipped;
  return list_files(kFolder, skipped);
}

void require_valid(const std::string& kind, const Json& document) {
  for (const Problem& problem : check_document(kind, document, kind)) {
    INFO(problem.place << " " << problem.message.en);
    CHECK(false);
  }
}

// The rules whose results make the verdict what it is; of a GO, those that give information.
Json deciding_rules(const Decision& decision) {
  PolicyResult worst = PolicyResult::info;
  for (const PolicyOutcome& outcome : decision.outcomes)
    worst = std::max(worst, outcome.result);
  Json rules = Json::object();
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.result == worst)
      rules[outcome.policy] = name_of(outcome.result);
  return rules;
}

}  // namespace

TEST_CASE("each worked dossier is valid and gets the verdict of its reasoning",
          "[policies][worked]") {
  const PolicyPack pack = load_embedded_policy_pack();
  for (const std::string& path : dossier_files()) {
    const Json dossier = load_json(path);
    const Json& documents = dossier.at("documents");
    INFO(path);
    require_valid("organisation", documents.at("organisation"));
    require_valid("usecase", documents.at("usecase"));
    for (const Json& activity : documents.at("activities"))
      require_valid("activity", activity);
    const Decision decision = judge(pack, documents, dossier.at("gate").get<std::string>());
    CHECK(std::string(name_of(decision.verdict)) == dossier.at("expect").at("verdict"));
    CHECK(deciding_rules(decision).dump() == dossier.at("expect").at("deciding").dump());
  }
}

TEST_CASE("the eleven cases of the reference and at least twenty-two more are worked",
          "[policies][worked]") {
  std::size_t from_reference = 0, own = 0;
  std::set<std::string> deciding;
  for (const std::string& path : dossier_files()) {
    const Json dossier = load_json(path);
    ++(dossier.contains("g7") ? from_reference : own);
    for (const auto& [rule, result] : dossier.at("expect").at("deciding").items())
      deciding.insert(rule);
  }
  CHECK(from_reference >= 11);
  CHECK(own >= 22);
  CHECK(deciding.size() >= 25);
}

}  // namespace aval
