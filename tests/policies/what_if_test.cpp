// Changes that lift a NO-GO, over every worked dossier.
#include "policies/what_if.h"

#include "audit/base/file.h"
#include "tests/policies/dossier.h"

namespace aval {
namespace {

FactInputs inputs_of_file(const std::string& name) {
  const Json dossier =
      load_json(std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/dossiers/" + name);
  return inputs_of(dossier.at("documents"), dossier.at("gate").get<std::string>());
}

}  // namespace

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
