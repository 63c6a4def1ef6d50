#include "rules/value_matcher.h"

#include <thread>

#include "audit/base/text.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const RulePack& french_pack() {
  static const RulePack pack = load_embedded_rule_pack();
  return pack;
}

// "fr.nir" for a valid match, "fr.nir?" for one that the validator refuses.
std::string described(const std::vector<RuleMatch>& matches) {
  std::vector<std::string> parts;
  for (const RuleMatch& match : matches)
    parts.push_back(french_pack().rules[match.rule].id + (match.valid ? "" : "?"));
  return join(parts, " ");
}

std::string rules_of_value(std::string_view value) {
  static const auto patterns = compiled_patterns(french_pack());
  ValueMatcher matcher(french_pack(), patterns);
  std::vector<RuleMatch> matches;
  matcher.match_value(value, matches);
  return described(matches);
}

std::string rules_of_text(std::string_view text) {
  static const auto patterns = compiled_patterns(french_pack());
  ValueMatcher matcher(french_pack(), patterns);
  std::vector<RuleMatch> matches;
  matcher.match_text(text, matches);
  return described(matches);
}

bool has(const std::string& described_rules, std::string_view rule) {
  for (const std::string_view part : split(described_rules, ' '))
    if (part == rule)
      return true;
  return false;
}

}  // namespace

// Numbers of this file are published specimens: none belongs to a person.
TEST_CASE("a value is taken whole and checked by its validator", "[rules][matcher]") {
  CHECK(has(rules_of_value("255081416802538"), "fr.nir"));
  CHECK(has(rules_of_value("255081416802539"), "fr.nir?"));
  CHECK_FALSE(has(rules_of_value("255081416802538 et"), "fr.nir"));
  CHECK_FALSE(has(rules_of_value("255081416802538 et"), "fr.nir?"));
  CHECK(rules_of_value("").empty());
  CHECK(rules_of_value(" \xC2\xA0 ").empty());
}

TEST_CASE("spaces around a value and no-break spaces inside it change nothing",
          "[rules][matcher]") {
  const std::string plain = rules_of_value("2 55 08 14 168 025 38");
  CHECK(has(plain, "fr.nir"));
  CHECK(rules_of_value("  2 55 08 14 168 025 38\t") == plain);
  CHECK(rules_of_value("\xC2\xA0"
                       "2\xC2\xA0"
                       "55\xC2\xA0"
                       "08\xC2\xA0"
                       "14\xC2\xA0"
                       "168 025 38") == plain);
  CHECK(rules_of_value("2\xE2\x80\xAF"
                       "55 08 14 168 025 38") == plain);
}

TEST_CASE("an entry of a list is taken whatever its accents, case and double spaces",
          "[rules][matcher]") {
  CHECK(has(rules_of_value("ÉLODIE"), "fr.first_name"));
  CHECK(rules_of_value("elodie") == rules_of_value("Élodie"));
  CHECK(rules_of_value("Le  Havre") == rules_of_value("le havre"));
  CHECK_FALSE(rules_of_value("Le Havre").empty());
}

TEST_CASE("matches come in the order of rules, each rule once", "[rules][matcher]") {
  static const auto patterns = compiled_patterns(french_pack());
  ValueMatcher matcher(french_pack(), patterns);
  std::vector<RuleMatch> matches;
  for (const Rule& rule : french_pack().rules)
    for (const std::string& example : rule.examples_match) {
      matcher.match_value(example, matches);
      CAPTURE(rule.id);
      CHECK_FALSE(matches.empty());
      for (std::size_t i = 1; i < matches.size(); ++i)
        CHECK(matches[i - 1].rule < matches[i].rule);
    }
}

TEST_CASE("inside a text only what the validator agrees with is found", "[rules][matcher]") {
  CHECK(has(rules_of_text("Vu le dossier 255081416802538, transmis hier."), "fr.nir"));
  CHECK_FALSE(has(rules_of_text("Vu le dossier 255081416802539, transmis hier."), "fr.nir"));
  CHECK(has(rules_of_text("refs 255081416802539 puis 255081416802538"), "fr.nir"));
  CHECK(has(rules_of_text("Écrire à jeanne.durand@orange.fr avant lundi."), "net.email_personal"));
  CHECK(rules_of_text("Le conseil approuve le budget.").empty());
  CHECK(rules_of_text("").empty());
}

TEST_CASE("ill-formed and very long values are matched without harm", "[rules][matcher]") {
  CHECK(rules_of_value("\xFF\xFE\x80").empty());
  CHECK(rules_of_value(std::string(1 << 20, 'x')).empty());
  const std::string digits(1 << 20, '1');
  CHECK_FALSE(has(rules_of_value(digits), "fr.nir"));
  CHECK_NOTHROW(rules_of_text(digits));
  CHECK(has(rules_of_text(std::string("\xE9\x00 ", 3) + "255081416802538"), "fr.nir"));
}

TEST_CASE("matchers of several threads share one set of patterns", "[rules][matcher]") {
  const auto patterns = compiled_patterns(french_pack());
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers)
    threads.emplace_back([&answer, patterns] {
      ValueMatcher matcher(french_pack(), patterns);
      std::vector<RuleMatch> matches;
      for (int round = 0; round < 20; ++round)
        for (const Rule& rule : french_pack().rules)
          for (const std::string& example : rule.examples_match) {
            matcher.match_value(example, matches);
            answer += described(matches) + "\n";
          }
    });
  for (std::thread& thread : threads)
    thread.join();
  for (const std::string& answer : answers)
    CHECK(answer == answers[0]);
}
