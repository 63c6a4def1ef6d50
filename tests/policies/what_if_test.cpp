// Changes that lift a NO-GO, over every worked dossier.
#include "policies/what_if.h"

#include <memory>

#include "audit/base/file.h"
#include "tests/policies/dossier.h"

namespace aval {
namespace {

FactInputs inputs_of_file(const std::string& name) {
  const Json dossier =
      load_json(std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/dossiers/" + name);
  return inputs_of(dossier.at("documents"), dossier.at("gate").get<std::string>());
}

// Of the worked dossiers that are NO-GO with this pack, how many a single change of that kind
// lifts.
std::size_t lifted_by_one(const PolicyPack& pack, ChangeKind kind) {
  std::vector<std::string> skipped;
  const std::string folder = std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/dossiers";
  std::size_t lifted = 0;
  for (const std::string& path : list_files(folder, skipped)) {
    const FactInputs inputs = inputs_of_file(path.substr(folder.size() + 1));
    const NoGoChanges found = find_changes(pack, inputs, 2000);
    if (found.sets.empty() || found.sets.front().changes.size() != 1 ||
        found.sets.front().changes.front().kind != kind)
      continue;
    INFO(path);
    CHECK(found.smallest);
    CHECK(found.sets.front().verdict != Verdict::no_go);
    ++lifted;
  }
  return lifted;
}

}  // namespace

TEST_CASE("tokens in place of a social security number are change enough where that alone blocks",
          "[policies][what_if]") {
  CHECK(lifted_by_one(load_embedded_policy_pack(), ChangeKind::pseudonymize) >= 1);
}

TEST_CASE("a notice is change enough where only the lack of one blocks", "[policies][what_if]") {
  PolicyPack pack = load_embedded_policy_pack();
  CHECK(lifted_by_one(pack, ChangeKind::notice) == 0);
  // The rule on informing persons asks for it as a condition; an organisation may make it block.
  for (Policy& policy : pack.policies)
    if (policy.id == "IN-01") {
      Json outcomes = *policy.outcomes;
      outcomes.at(0)["result"] = "block";
      policy.outcomes = std::make_shared<const Json>(outcomes);
    }
  CHECK(lifted_by_one(pack, ChangeKind::notice) >= 1);
}

TEST_CASE("every NO-GO of the worked dossiers is lifted by the changes named, or its rule is",
          "[policies][what_if]") {
  const PolicyPack pack = load_embedded_policy_pack();
  std::vector<std::string> skipped;
  std::size_t lifted = 0;
  std::size_t kept = 0;
  const std::string folder = std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/dossiers";
  for (const std::string& path : list_files(folder, skipped)) {
    INFO(path);
    const FactInputs inputs = inputs_of_file(path.substr(folder.size() + 1));
    const Verdict now = decide(pack, collect_facts(pack, inputs), inputs.gate).verdict;
    const NoGoChanges what_if = find_changes(pack, inputs, 2000);
    CHECK(what_if.verdict == now);
    if (now != Verdict::no_go) {
      CHECK(what_if.sets.empty());
      CHECK(what_if.tried == 0);
      continue;
    }
    CHECK(what_if.sets.empty() == !what_if.still_blocking.empty());
    lifted += what_if.sets.empty() ? 0U : 1U;
    kept += what_if.sets.empty() ? 1U : 0U;
    for (const ChangeSet& set : what_if.sets) {
      CHECK(set.verdict != Verdict::no_go);
      CHECK(set.changes.size() == what_if.sets.front().changes.size());
      CHECK_FALSE(set.changes.empty());
    }
  }
  CHECK(lifted >= 3);
  CHECK(kept >= 3);
}

TEST_CASE("few sets to try give changes that are enough, said not to be the smallest",
          "[policies][what_if]") {
  const PolicyPack pack = load_embedded_policy_pack();
  std::vector<std::string> skipped;
  const std::string folder = std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/dossiers";
  std::size_t seen = 0;
  for (const std::string& path : list_files(folder, skipped)) {
    const FactInputs inputs = inputs_of_file(path.substr(folder.size() + 1));
    const NoGoChanges cut = find_changes(pack, inputs, 0);
    if (cut.sets.empty())
      continue;
    ++seen;
    INFO(path);
    CHECK_FALSE(cut.smallest);
    CHECK(cut.sets.front().verdict != Verdict::no_go);
  }
  CHECK(seen >= 3);
}

}  // namespace aval
