#include "rules/pattern.h"

#include <random>

#include "audit/base/error.h"
#include "rules/rule_pack.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string refusal_of(const std::string& source) {
  try {
    const Pattern pattern(source, "pack.json#/here");
    return "accepted";
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::pack);
    CHECK(error.place() == "pack.json#/here");
    return error.message().en;
  }
}

// Every pattern of the French pack, and the values its rules are proved with.
struct PackTexts {
  std::vector<std::string> sources;
  std::vector<std::string> examples;
};

PackTexts texts_of_french_pack() {
  PackTexts texts;
  for (const Rule& rule : load_embedded_rule_pack().rules) {
    for (const Pattern& pattern : rule.patterns)
      texts.sources.push_back(pattern.source());
    for (const Pattern& pattern : rule.text_patterns)
      texts.sources.push_back(pattern.source());
    for (const auto* list : {&rule.examples_match, &rule.examples_no_match, &rule.examples_text})
      texts.examples.insert(texts.examples.end(), list->begin(), list->end());
  }
  return texts;
}

// One byte changed, removed or added: near misses are where engines would differ.
std::string mutated(std::string text, std::mt19937& random) {
  static constexpr std::string_view kBytes = "0189AZaz @.-_/:\xC3\xA9\n ";
  const std::size_t at = random() % (text.size() + 1);
  const char byte = kBytes[random() % kBytes.size()];
  switch (random() % 3) {
    case 0:
      text.insert(at, 1, byte);
      break;
    case 1:
      text.erase(at, 1);
      break;
    default:
      if (at < text.size())
        text[at] = byte;
  }
  return text;
}

std::vector<int> matches_one_by_one(const std::vector<Pattern>& patterns, const std::string& text,
                                    PatternSet::Anchor anchor) {
  std::vector<int> matches;
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (anchor == PatternSet::Anchor::whole ? patterns[i].matches_whole(text)
                                            : patterns[i].matches_part(text))
      matches.push_back(static_cast<int>(i));
  return matches;
}

}  // namespace

TEST_CASE("a pattern takes a whole value or a part of it", "[rules][pattern]") {
  const Pattern pattern("[A-Z]{2}[0-9]{2}", "here");
  CHECK(pattern.source() == "[A-Z]{2}[0-9]{2}");
  CHECK(pattern.matches_whole("FR14"));
  CHECK_FALSE(pattern.matches_whole("FR144"));
  CHECK_FALSE(pattern.matches_whole("fr14"));
  CHECK_FALSE(pattern.matches_whole("FR14\n"));
  CHECK(pattern.matches_part("IBAN FR14 2004"));
  CHECK_FALSE(pattern.matches_part(""));
  CHECK(Pattern("(?i)fr", "here").matches_whole("Fr"));
}

TEST_CASE("an alternative at the top is anchored on both sides", "[rules][pattern]") {
  CHECK_FALSE(Pattern("ab|cd", "here").matches_whole("abx"));
  CHECK_FALSE(Pattern("ab|cd", "here").matches_whole("xcd"));
  const PatternSet set({"ab|cd"}, PatternSet::Anchor::whole);
  std::vector<int> matches;
  set.match("abx", matches);
  CHECK(matches.empty());
  set.match("cd", matches);
  CHECK(matches == std::vector<int>{0});
}

TEST_CASE("matches are found one after the other, with what stands around them",
          "[rules][pattern]") {
  const Pattern pattern("\\bn° ([0-9]+)", "here");
  const std::string text = "le n° 12 et le n° 345";
  std::size_t end = 0;
  CHECK(pattern.find(text, 0, end) == "12");
  CHECK(text.substr(0, end) == "le n° 12");
  CHECK(pattern.find(text, end, end) == "345");
  CHECK(end == text.size());
  CHECK(pattern.find(text, end, end).data() == nullptr);
  // The letter before the start of the search still counts for \b.
  CHECK(Pattern("\\bx", "here").find("axx", 1, end).data() == nullptr);
  CHECK(Pattern("[0-9]+", "here").find("a 42 b", 0, end) == "42");
}

TEST_CASE("a pattern that RE2 cannot run in linear time is refused", "[rules][pattern]") {
  CHECK(refusal_of("a(?=b)") == "pattern refused by RE2: invalid perl operator: (?=");
  CHECK(refusal_of("(a)\\1") == "pattern refused by RE2: invalid escape sequence: \\1");
  CHECK(refusal_of("(a") == "pattern refused by RE2: missing ): (a");
  CHECK(refusal_of("((a{100}){100}){100}") ==
        "pattern refused by RE2: invalid repetition size: {100}");
}

TEST_CASE("a pattern of 2,000 instructions or more is refused", "[rules][pattern]") {
  CHECK(refusal_of(".{0,400}") ==
        "pattern too heavy for RE2 (2,000 instructions or more); avoid a large count of a large "
        "class");
  CHECK(refusal_of(".{0,60}") == "accepted");
  CHECK(Pattern("[a-z]{1,60}", "here").program_size() < 2000);
}

TEST_CASE("a Unicode class under a counted repeat is refused, however small", "[rules][pattern]") {
  const std::string refused =
      "Unicode class (\\p) under a counted repeat {m,n}; write [A-Za-zÀ-ÿ], or + instead of the "
      "count";
  for (const char* source :
       {"\\p{L}{1,3}", "\\pL{2}", "\\P{N}{0,2}", "[\\p{L}' -]{1,3}", "(?:\\p{Lu}x){2}",
        "a(b(?:c|\\pL)d){1,2}", "[]\\pL]{2}", "[^]\\pL]{2}", "[[:digit:]\\pL]{2}"}) {
    CAPTURE(source);
    CHECK(refusal_of(source) == refused);
  }
  for (const char* source :
       {"\\p{L}+", "\\p{L}*[0-9]{2}", "[\\pL ]+x{2}", "(?:\\pL+)+", "\\\\p{2}", "[A-Za-zÀ-ÿ]{1,40}",
        "[[:alpha:]]{2,9}", "\\p{Greek}", "(\\pL)(x){2}", "[0-9]{4}"}) {
    CAPTURE(source);
    CHECK(refusal_of(source) == "accepted");
  }
}

TEST_CASE("a set refuses a bad pattern by name", "[rules][pattern]") {
  CHECK_THROWS_AS(PatternSet({"a", "(b"}, PatternSet::Anchor::part), Error);
}

TEST_CASE("a set without patterns matches nothing", "[rules][pattern]") {
  const PatternSet set({}, PatternSet::Anchor::part);
  std::vector<int> matches = {7};
  set.match("anything", matches);
  CHECK(matches.empty());
  CHECK(set.empty());
}

TEST_CASE("a set answers as its patterns one by one, over the French pack", "[rules][pattern]") {
  const PackTexts texts = texts_of_french_pack();
  REQUIRE(texts.sources.size() > 50);
  std::vector<Pattern> patterns;
  for (const std::string& source : texts.sources)
    patterns.emplace_back(source, "here");
  std::mt19937 random(20261124);  // a fixed seed: the same texts each time
  for (const PatternSet::Anchor anchor : {PatternSet::Anchor::whole, PatternSet::Anchor::part}) {
    const PatternSet set(texts.sources, anchor);
    std::vector<int> matches;
    std::size_t differences = 0;
    for (const std::string& example : texts.examples)
      for (int round = 0; round < 8; ++round) {
        const std::string text = round == 0 ? example : mutated(example, random);
        set.match(text, matches);
        differences += matches != matches_one_by_one(patterns, text, anchor) ? 1U : 0U;
      }
    CHECK(differences == 0);
  }
}
