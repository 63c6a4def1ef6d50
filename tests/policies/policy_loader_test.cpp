// Broken packs of policies: one mistake each, found before the pack judges anything.
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/file.h"
#include "audit/base/json.h"
#include "policies/policy.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

namespace fs = std::filesystem;

const char* const kManifest = R"({
  "schema": "aval.policies/1", "id": "essai", "version": "1", "title": {"fr": "Essai", "en": "Trial"},
  "gates": {"G1": ["AA-01", "ZZ-09"], "G2": [], "G3": [], "G4": [], "GR": []},
  "categories": {"identity": {"fr": "identité", "en": "identity"}},
  "category_of_type": {"last_name": "identity"}})";

const char* const kFacts = R"({"facts": [
  {"name": "personal", "type": "boolean", "who": {"fr": "le DPO", "en": "the DPO"}, "question": {"fr": "Personnel ?", "en": "Personal?"}},
  {"name": "org.dpo.appointed", "type": "boolean", "who": {"fr": "le DGS", "en": "the head"}, "question": {"fr": "DPO ?", "en": "DPO?"}}]})";

const char* const kPolicy = R"({
  "id": "AA-01", "scope": "usecase", "nature": "law", "gates": ["G1"], "applies": {"var": "personal"},
  "outcomes": [{"when": {"==": [{"var": "org.dpo.appointed"}, false]}, "result": "block"}],
  "sources": ["RGPD art. 37"], "remedy": {"fr": "Désigner.", "en": "Appoint."},
  "texts": {"title": {"fr": "DPO", "en": "DPO"}, "why": {"fr": "La loi.", "en": "The law."}}})";

const char* const kCases = R"([
  {"name": "désigné", "policy": "AA-01", "gate": "G1", "facts": {"personal": true, "org": {"dpo": {"appointed": true}}}, "expect": {"usecase:case": "pass"}},
  {"name": "absent", "policy": "AA-01", "gate": "G1", "facts": {"personal": true, "org": {"dpo": {"appointed": false}}}, "expect": {"usecase:case": "block"}},
  {"name": "inconnu", "policy": "AA-01", "gate": "G1", "facts": {"personal": true, "org": {}}, "expect": {"usecase:case": "missing"}},
  {"name": "sans objet", "policy": "AA-01", "gate": "G1", "facts": {"personal": false, "org": {}}, "expect": {"usecase:case": "not_applicable"}}])";

// A sound pack of one policy, to be broken in one place.
struct SmallPack {
  Json manifest = Json::parse(kManifest);
  Json facts = Json::parse(kFacts);
  Json policies = Json::array({Json::parse(kPolicy)});
  Json cases = Json::parse(kCases);

  std::vector<Problem> check() const {
    const fs::path folder = fs::temp_directory_path() / ("aval-pack-" + random_hex(8));
    fs::create_directories(folder / "policies");
    fs::create_directories(folder / "cases");
    write_file_whole((folder / "pack.json").string(), manifest.dump(), false);
    write_file_whole((folder / "facts.json").string(), facts.dump(), false);
    write_file_whole((folder / "policies/a.json").string(), Json{{"policies", policies}}.dump(),
                     false);
    write_file_whole((folder / "cases/a.json").string(), Json{{"cases", cases}}.dump(), false);
    std::vector<Problem> problems = check_policy_pack(folder.string());
    if (problems.empty())
      CHECK_NOTHROW(load_policy_pack(folder.string()));
    else
      CHECK_THROWS_AS(load_policy_pack(folder.string()), Error);
    fs::remove_all(folder);
    return problems;
  }
};

std::string messages_of(const std::vector<Problem>& problems) {
  std::string all;
  for (const Problem& problem : problems)
    all += problem.place + ": " + problem.message.en + "\n";
  return all;
}

using Catch::Matchers::Contains;

}  // namespace

TEST_CASE("the sound small pack loads", "[policies][loader]") {
  CHECK(messages_of(SmallPack().check()).empty());
}

TEST_CASE("a policy reads only facts of the closed list", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["applies"] = Json::parse(R"({"var": "personnal"})");
  CHECK_THAT(messages_of(pack.check()), Contains("unknown fact: 'personnal'"));
}

TEST_CASE("a policy uses only operators of the closed list", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["outcomes"][0]["when"] = Json::parse(R"({"regex": [{"var": "personal"}, "x"]})");
  CHECK_THAT(messages_of(pack.check()), Contains("unknown operator: 'regex'"));
}

TEST_CASE("an object of two keys is no condition", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["outcomes"][0]["when"] =
      Json::parse(R"({"==": [{"var": "org.dpo.appointed"}, false], "or": [true]})");
  CHECK_FALSE(pack.check().empty());
}

TEST_CASE("a fact that a rule computes the name of is refused", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["outcomes"][0]["when"] =
      Json::parse(R"({"==": [{"var": {"cat": ["org.dpo.", "appointed"]}}, false]})");
  CHECK_FALSE(pack.check().empty());
}

TEST_CASE("a quantifier without its condition is a problem of the pack", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["outcomes"][0]["when"] = Json::parse(R"({"some": [{"var": "personal"}]})");
  CHECK_FALSE(pack.check().empty());
}

TEST_CASE("each of the four kinds of cases is required", "[policies][loader]") {
  const std::vector<std::string> kinds = {"pass", "fail", "unknown", "not_applicable"};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    SmallPack pack;
    pack.cases.erase(i);
    CHECK_THAT(messages_of(pack.check()), Contains("AA-01: a '" + kinds[i] + "' case is missing"));
  }
}

TEST_CASE("a case that gives another result is a problem, with both results",
          "[policies][loader]") {
  SmallPack pack;
  pack.cases[1]["expect"]["usecase:case"] = "condition";
  const std::string messages = messages_of(pack.check());
  CHECK_THAT(messages, Contains("condition"));
  CHECK_THAT(messages, Contains("block"));
  CHECK_THAT(messages, Contains("cases/a.json#1"));
}

TEST_CASE("a case of a policy that does not exist is a problem", "[policies][loader]") {
  SmallPack pack;
  pack.cases[0]["policy"] = "AA-02";
  CHECK_THAT(messages_of(pack.check()), Contains("unknown policy"));
}

TEST_CASE("two policies never share an identifier", "[policies][loader]") {
  SmallPack pack;
  pack.policies.push_back(pack.policies[0]);
  CHECK_THAT(messages_of(pack.check()), Contains("two policies have this identifier"));
}

TEST_CASE("a fact is defined once", "[policies][loader]") {
  SmallPack pack;
  pack.facts["facts"].push_back(pack.facts["facts"][0]);
  CHECK_THAT(messages_of(pack.check()), Contains("fact defined twice"));
}

TEST_CASE("the table of gates and the policies agree", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["gates"] = {"G1", "G2"};
  CHECK_THAT(messages_of(pack.check()), Contains("gate G2 differs"));
}

TEST_CASE("a column type leads to a category that exists", "[policies][loader]") {
  SmallPack pack;
  pack.manifest["category_of_type"]["iban"] = "money";
  CHECK_THAT(messages_of(pack.check()), Contains("unknown category"));
}

TEST_CASE("keys that are absent, unknown or of the wrong kind are named", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0].erase("sources");
  CHECK_THAT(messages_of(pack.check()), Contains("sources"));
  pack = SmallPack();
  pack.policies[0]["waivable"] = true;
  CHECK_THAT(messages_of(pack.check()), Contains("waivable"));
  pack = SmallPack();
  pack.policies[0]["outcomes"][0]["result"] = "refuse";
  CHECK_FALSE(pack.check().empty());
  pack = SmallPack();
  pack.policies[0]["texts"]["why"].erase("en");
  CHECK_FALSE(pack.check().empty());
  pack = SmallPack();
  pack.policies[0]["valid_from"] = "2026-02-30";
  CHECK_FALSE(pack.check().empty());
}

TEST_CASE("every problem of a pack is told at once", "[policies][loader]") {
  SmallPack pack;
  pack.policies[0]["applies"] = Json::parse(R"({"and": [{"var": "x"}, {"maybe": [1]}]})");
  pack.facts["facts"].push_back(pack.facts["facts"][0]);
  CHECK(pack.check().size() >= 3);
}

TEST_CASE("a folder without a pack is an error that names what is missing", "[policies][loader]") {
  const fs::path folder = fs::temp_directory_path() / ("aval-pack-" + random_hex(8));
  CHECK_THROWS_AS(check_policy_pack(folder.string()), Error);
  fs::create_directories(folder);
  CHECK_THAT(messages_of(check_policy_pack(folder.string())), Contains("pack.json"));
  fs::remove_all(folder);
}

TEST_CASE("the French pack is sound, in its folder and compiled in", "[policies][pack]") {
  const std::string folder = std::string(AVAL_SOURCE_DIR) + "/policies/packs/fr";
  CHECK(messages_of(check_policy_pack(folder)).empty());
  CHECK(messages_of(check_embedded_policy_pack()).empty());
  CHECK(load_policy_pack(folder).sha256 == load_embedded_policy_pack().sha256);
}

}  // namespace aval
