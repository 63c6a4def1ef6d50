#include "rules/rule_pack.h"

#include <filesystem>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "rules/pack_files.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kPacks = std::string(AVAL_SOURCE_DIR) + "/tests/data/packs";
const std::string kFrench = std::string(AVAL_SOURCE_DIR) + "/rules/packs/fr";

std::vector<std::string> broken_packs() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kPacks + "/broken"))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

constexpr std::string_view kManifest =
    R"({"schema":"aval.rules/1","id":"x","version":"1","title":{"fr":"x","en":"x"},)"
    R"("dictionaries":[{"name":"n","file":"list.txt","licence":"CC0","source":"-"}],"header_words":"h.tsv"})";

std::vector<std::string> places_of(const std::vector<Problem>& problems) {
  std::vector<std::string> places;
  for (const Problem& problem : problems)
    places.push_back(problem.place);
  return places;
}

}  // namespace

TEST_CASE("the pack of the program is sound and proves every example", "[rules][pack]") {
  CHECK(places_of(check_embedded_rule_pack()) == std::vector<std::string>{});
}

TEST_CASE("the pack of the program is its folder, with the same digest", "[rules][pack]") {
  const RulePack embedded = load_embedded_rule_pack();
  const RulePack folder = load_rule_pack(kFrench);
  CHECK(embedded.sha256.size() == 64);
  CHECK(embedded.sha256 == folder.sha256);
  CHECK(embedded.id == "fr");
  CHECK(embedded.version == folder.version);
  CHECK(embedded.header_words.size() == folder.header_words.size());
  REQUIRE(embedded.rules.size() == folder.rules.size());
  for (std::size_t i = 0; i < folder.rules.size(); ++i)
    CHECK(embedded.rules[i].id == folder.rules[i].id);
  for (const std::string_view word : {"marie", "martin", "marseille", "halal", "rue", "zzz"})
    CHECK(embedded.dictionaries.find(word) == folder.dictionaries.find(word));
}

TEST_CASE("rules are sorted and found by their identifier", "[rules][pack]") {
  const RulePack pack = load_embedded_rule_pack();
  CHECK(std::is_sorted(pack.rules.begin(), pack.rules.end(),
                       [](const Rule& a, const Rule& b) { return a.id < b.id; }));
  for (const Rule& rule : pack.rules)
    CHECK(find_rule(pack, rule.id) == &rule);
  CHECK(find_rule(pack, "fr.") == nullptr);
  CHECK(find_rule(pack, "") == nullptr);
  CHECK(find_rule(pack, "zz.zz") == nullptr);
}

TEST_CASE("a small sound pack loads from its folder", "[rules][pack]") {
  const RulePack pack = load_rule_pack(kPacks + "/sound");
  CHECK(pack.id == "test");
  CHECK(pack.title.fr == "Paquet d'essai");
  REQUIRE(pack.rules.size() == 1);
  CHECK(pack.rules[0].type == ColumnType::staff_id);
  CHECK(pack.rules[0].place == "rules/badges.json#/rules/0");
  // Nature on things: the same as on persons when the pack does not say.
  CHECK(pack.rules[0].gdpr_of_things == Gdpr::direct);
  CHECK(pack.dictionaries.find("vert pomme") == pack.dictionaries.bit("colour"));
}

TEST_CASE("each broken pack gets the one message that names its mistake", "[rules][pack]") {
  const std::vector<std::string> names = broken_packs();
  CHECK(names.size() >= 12);
  for (const std::string& name : names) {
    CAPTURE(name);
    const std::string folder = kPacks + "/broken/" + name;
    const std::string expected = read_file(folder + "/expected.txt");
    const std::vector<std::string_view> lines = split(expected, '\n');
    REQUIRE(lines.size() == 3);
    const std::vector<Problem> problems = check_rule_pack(folder);
    REQUIRE(problems.size() == 1);
    // Lists of known names grow: expected.txt may stop before them.
    CHECK((problems[0].place + ": " + problems[0].message.en).substr(0, lines[0].size()) ==
          lines[0]);
    CHECK((problems[0].place + " : " + problems[0].message.fr).substr(0, lines[1].size()) ==
          lines[1]);
    CHECK_THROWS_AS(load_rule_pack(folder), Error);
  }
}

TEST_CASE("all problems of a pack are told at once", "[rules][pack]") {
  PackFiles files;
  files.files = {{"h.tsv", "t\tl\ttype\tstrength\tnote\nnom\tfr\tnom\tstrong\t\n"},
                 {"pack.json", kManifest},
                 {"rules/a.json", R"({"rules":[{"id":"x.a"}]})"},
                 {"rules/b.json", "{"}};
  const std::vector<std::string> places = places_of(check_rule_files(files));
  CHECK(std::count(places.begin(), places.end(), "pack.json#/dictionaries/0/file") == 1);
  CHECK(std::count(places.begin(), places.end(), "rules/a.json#/rules/0") >= 7);
  CHECK(std::count(places.begin(), places.end(), "rules/b.json:1:2") == 1);
  CHECK(std::count(places.begin(), places.end(), "h.tsv:2") == 1);
}

TEST_CASE("one error lists every problem, with the folder as its place", "[rules][pack]") {
  try {
    static_cast<void>(load_rule_pack(kPacks + "/broken/unknown_key"));
    FAIL("the pack was loaded");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::pack);
    CHECK(error.place() == kPacks + "/broken/unknown_key");
    CHECK(error.message().en == "rules/badges.json#/rules/0/regex: unknown key; remove it");
  }
}

TEST_CASE("a folder that does not exist cannot be checked", "[rules][pack]") {
  CHECK_THROWS_AS(static_cast<void>(check_rule_pack(kPacks + "/nowhere")), Error);
  CHECK_THROWS_AS(static_cast<void>(check_rule_pack(kPacks + "/sound/pack.json")), Error);
}

TEST_CASE("a folder that is no pack is not read through", "[rules][pack]") {
  const std::vector<Problem> problems = check_rule_pack(AVAL_SOURCE_DIR);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place == "pack.json");
}

TEST_CASE("the lists of words are read from the pack, folded", "[rules][pack]") {
  std::vector<Problem> problems;
  const WordLists lists =
      read_word_lists("list\tword\nrole\tÉlu\n\nmissing\tNéant\n", "words.tsv", problems);
  CHECK(problems.empty());
  CHECK(lists.holds(WordList::role, "elu"));
  CHECK(lists.holds(WordList::missing, "neant"));
  CHECK_FALSE(lists.holds(WordList::role, "neant"));
  CHECK(load_embedded_rule_pack().words.size() == load_rule_pack(kFrench).words.size());
}

TEST_CASE("a line of words that cannot be read is told with its place", "[rules][pack]") {
  std::vector<Problem> problems;
  (void)read_word_lists("list\tword\nroles\telu\nrole\n", "words.tsv", problems);
  CHECK(places_of(problems) == std::vector<std::string>{"words.tsv:2", "words.tsv:3"});
}
