// RE2 is the oracle here: the automaton must answer as RE2 does, pattern by pattern.
#include "rules/pattern_group.h"

#include <algorithm>

#include "audit/base/utf8.h"
#include "rules/pattern_syntax.h"
#include "rules/rule_pack.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

constexpr std::size_t kRoomy = 32 << 20;

std::vector<std::string> sources_of_french_pack(bool text) {
  std::vector<std::string> sources;
  for (const Rule& rule : load_embedded_rule_pack().rules)
    for (const Pattern& pattern : text ? rule.text_patterns : rule.patterns)
      sources.push_back(pattern.source());
  return sources;
}

// A text that the tree takes, but for its borders: each choice as likely as any other.
void append_taken(const PatternNode& node, Draw& draw, std::string& out) {
  switch (node.kind) {
    case PatternNode::Kind::characters: {
      if (node.characters.empty())
        return;
      const CodePointRange& range = node.characters[draw.below(node.characters.size())];
      const std::uint32_t width = std::min<std::uint32_t>(range.last - range.first, 300);
      append_utf8(out, range.first + static_cast<std::uint32_t>(draw.below(width + 1)));
      return;
    }
    case PatternNode::Kind::sequence:
      for (const PatternNode& part : node.parts)
        append_taken(part, draw, out);
      return;
    case PatternNode::Kind::alternatives:
      append_taken(node.parts[draw.below(node.parts.size())], draw, out);
      return;
    case PatternNode::Kind::repeat: {
      const int most = node.most == PatternNode::kUnbounded ? node.least + 3 : node.most;
      const auto extra = draw.below(static_cast<std::size_t>(most - node.least) + 1);
      for (std::size_t i = 0; i < static_cast<std::size_t>(node.least) + extra; ++i)
        append_taken(node.parts.front(), draw, out);
      return;
    }
    case PatternNode::Kind::border:
      return;
  }
}

// One character changed, removed or added: near misses are where engines would differ.
std::string mutated(std::string text, Draw& draw) {
  static const std::vector<std::string> kCharacters = {"0", "8", "A", "z",  "@", " ", ".",
                                                       "-", "_", "é", "\n", "’", ":", "\xC3"};
  const std::size_t at = draw.below(text.size() + 1);
  const std::string& character = kCharacters[draw.below(kCharacters.size())];
  if (draw.below(3) == 0)
    text.insert(at, character);
  else if (at < text.size())
    text.replace(at, 1, draw.below(2) == 0 ? character : "");
  return text;
}

// Texts of a pattern that the group reads by automaton where RE2 would answer otherwise.
class Comparison {
 public:
  Comparison(const std::vector<std::string>& sources, PatternSet::Anchor anchor, std::size_t bytes)
      : anchor_(anchor), group_(sources, anchor, bytes), automaton_(group_.borrow()) {
    for (const std::string& source : sources)
      patterns_.emplace_back(source, "here");
  }

  bool agrees(std::string_view text) {
    group_.match(*automaton_, text, matches_);
    std::vector<int> expected;
    for (std::size_t i = 0; i < patterns_.size(); ++i)
      if (anchor_ == PatternSet::Anchor::whole ? patterns_[i].matches_whole(text)
                                               : patterns_[i].matches_part(text))
        expected.push_back(static_cast<int>(i));
    hits_ += expected.size();
    return matches_ == expected;
  }

  std::size_t hits() const { return hits_; }
  const PatternGroup& group() const { return group_; }
  const PatternAutomaton& automaton() const { return *automaton_; }

 private:
  PatternSet::Anchor anchor_;
  PatternGroup group_;
  std::unique_ptr<PatternAutomaton> automaton_;
  std::vector<Pattern> patterns_;
  std::vector<int> matches_;
  std::size_t hits_ = 0;
};

std::size_t count_differences(const std::vector<std::string>& sources, PatternSet::Anchor anchor,
                              std::size_t bytes) {
  Comparison comparison(sources, anchor, bytes);
  Draw draw(20261127);
  std::size_t differences = 0;
  for (const std::string& source : sources) {
    const auto tree = parse_pattern(source);
    if (!tree)
      continue;
    for (int round = 0; round < 12; ++round) {
      std::string text;
      append_taken(*tree, draw, text);
      if (anchor == PatternSet::Anchor::part && draw.below(2) == 0)
        text = "le " + text + ", vu";
      differences += comparison.agrees(text) ? 0U : 1U;
      for (int change = 0; change < 6; ++change)
        differences += comparison.agrees(mutated(text, draw)) ? 0U : 1U;
    }
  }
  CHECK(comparison.hits() > sources.size());
  return differences;
}

}  // namespace

TEST_CASE("the automaton reads every pattern of the French pack", "[rules][automaton]") {
  for (const bool text : {false, true}) {
    const auto sources = sources_of_french_pack(text);
    const PatternGroup group(sources, PatternSet::Anchor::whole, kRoomy);
    CHECK(group.read_by_automaton() == sources.size());
  }
}

TEST_CASE("the automaton answers as RE2 over the French pack", "[rules][automaton][slow]") {
  CHECK(count_differences(sources_of_french_pack(false), PatternSet::Anchor::whole, kRoomy) == 0);
  CHECK(count_differences(sources_of_french_pack(true), PatternSet::Anchor::part, kRoomy) == 0);
  CHECK(count_differences(sources_of_french_pack(false), PatternSet::Anchor::part, kRoomy) == 0);
}

TEST_CASE("an automaton that forgets its states answers the same", "[rules][automaton][slow]") {
  constexpr std::size_t kCramped = 20000;
  CHECK(count_differences(sources_of_french_pack(false), PatternSet::Anchor::whole, kCramped) == 0);
  CHECK(count_differences(sources_of_french_pack(true), PatternSet::Anchor::part, kCramped) == 0);
}

TEST_CASE("the syntax that packs may use means what RE2 says", "[rules][automaton]") {
  const std::vector<std::string> sources = {"",
                                            "a",
                                            "a|",
                                            "(?i)k+s",
                                            "(?i)[k-s]{2,3}",
                                            "(?i)[à-ÿ]+",
                                            "(?i)µ",
                                            "(?i)[^a-zé]+",
                                            "(?i)œ",
                                            "ß|ẞ",
                                            "[^é]+",
                                            ".+",
                                            "(?s).+",
                                            "[^ ]{2,}",
                                            "\\ba\\b",
                                            "\\Ba",
                                            "^a",
                                            "a$",
                                            "^$",
                                            "a\\b",
                                            "\\b",
                                            "[]a]+",
                                            "[^]a]+",
                                            "[a-]",
                                            "a{2}",
                                            "a{,2}",
                                            "a{2,}b",
                                            "(ab?){2,3}",
                                            "(?:a|b)*?c",
                                            "\\d\\w",
                                            "\\s\\S\\W",
                                            "\\.\\-",
                                            "(?i:A)b",
                                            "a(?i)b|c",
                                            "(a(?i)b)c",
                                            "[\\d_]+",
                                            "\\A\\.\\z",
                                            "x*",
                                            "(?:x*)*",
                                            "[à-ÿ]’",
                                            "[一-龥]+",
                                            "🙂|[😀-🙏]",
                                            "[\\n\\t ]+"};
  const std::vector<std::string> texts = {
      "",     "a",    "b",    "ab",   "aB",           "AB",   "c",          "C",  "k",
      "KS",   "Kſ",   "é",    "É",    "ÿŸ",           "µΜμ",  "Μ",          "μ",  "œ",
      "Œ",    "ß",    "ẞ",    "\n",   "\t ",          "]a",   "-",          "aa", "a{,2}",
      "aaab", "abab", "aab",  "ac",   "bac",          "1_",   " \xC3\xA9-", ".-", "é’",
      "龍",   "🙂", "😎",    "a b",  "ba",           "xa x", "x",          "xx", "abC",
      "aBc",  "...",  "日本", "\xE9", "\xED\xA0\x80", "_9",   "Åå"};
  for (const PatternSet::Anchor anchor : {PatternSet::Anchor::whole, PatternSet::Anchor::part}) {
    Comparison comparison(sources, anchor, kRoomy);
    CHECK(comparison.group().read_by_automaton() == sources.size());
    for (const std::string& text : texts) {
      CAPTURE(text);
      CHECK(comparison.agrees(text));
    }
  }
}

TEST_CASE("what the automaton does not read goes through RE2", "[rules][automaton]") {
  const std::vector<std::string> sources = {"[0-9]+", "\\p{Lu}+",     "(?P<year>[0-9]{4})",
                                            "(?i)ĳ",  "[[:alpha:]]+", "(?m)^a$"};
  Comparison comparison(sources, PatternSet::Anchor::whole, kRoomy);
  CHECK(comparison.group().read_by_automaton() == 1);
  for (const char* text : {"1984", "ÉTÉ", "Ĳ", "abc", "a", ""}) {
    CAPTURE(text);
    CHECK(comparison.agrees(text));
  }
}

TEST_CASE("states stay within the memory they are given", "[rules][automaton]") {
  constexpr std::size_t kBytes = 1 << 20;
  Comparison comparison(sources_of_french_pack(true), PatternSet::Anchor::part, kBytes);
  Draw draw(1);
  std::size_t most = 0;
  for (int i = 0; i < 400; ++i) {
    std::string text;
    for (int c = 0; c < 60; ++c)
      text.push_back(static_cast<char>(' ' + draw.below(95)));
    REQUIRE(comparison.agrees(text));
    most = std::max(most, comparison.automaton().states());
  }
  CHECK(most * 100 < kBytes);
}

TEST_CASE("a borrowed automaton keeps the states that others made", "[rules][automaton]") {
  const PatternGroup group({"[a-z]{3}[0-9]{2}"}, PatternSet::Anchor::whole, kRoomy);
  std::vector<int> matches;
  auto first = group.borrow();
  group.match(*first, "abc12", matches);
  CHECK(matches == std::vector<int>{0});
  const std::size_t states = first->states();
  group.give_back(std::move(first));
  CHECK(group.borrow()->states() == states);
}
