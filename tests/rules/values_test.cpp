#include <filesystem>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "rules/value_matcher.h"
#include "tests/support/catch.h"

using namespace aval;

// One file a rule that has a form and no check; expected answers by Python's ipaddress.
TEST_CASE("rules without a check take what an independent program takes", "[rules][values]") {
  const std::string folder = std::string(AVAL_SOURCE_DIR) + "/tests/data/values";
  const RulePack pack = load_embedded_rule_pack();
  ValueMatcher matcher(pack, compiled_patterns(pack));
  std::vector<RuleMatch> matches;
  std::size_t checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".tsv")
      continue;
    const Rule* rule = find_rule(pack, entry.path().stem().string());
    REQUIRE(rule != nullptr);
    const std::string content = read_file(entry.path().string());
    std::size_t number = 0;
    for (const std::string_view line : split(content, '\n')) {
      ++number;
      if (line.empty() || line[0] == '#')
        continue;
      const std::vector<std::string_view> cells = split(line, '\t');
      REQUIRE(cells.size() == 3);
      matcher.match_value(cells[0], matches);
      const bool taken = std::any_of(matches.begin(), matches.end(), [&](const RuleMatch& match) {
        return &pack.rules[match.rule] == rule && match.valid;
      });
      ++checked;
      if (taken != (cells[1] == "valid"))
        FAIL_CHECK(rule->id << ".tsv:" << number << ": "
                            << (taken ? "invalid, but taken" : "valid, but refused"));
    }
  }
  CHECK(checked > 1000);
}
