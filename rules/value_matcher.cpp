#include "rules/value_matcher.h"

#include <algorithm>
#include <mutex>

#include "audit/base/text.h"
#include "rules/name_words.h"
#include "rules/person_name.h"

namespace aval {
namespace {

// Entries of dictionaries have single spaces.
void collapse_spaces(std::string& text) {
  text.erase(std::unique(text.begin(), text.end(),
                         [](char left, char right) { return left == ' ' && right == ' '; }),
             text.end());
}

}  // namespace

class CompiledPatterns {
 public:
  explicit CompiledPatterns(const RulePack& pack)
      : values_(sources_of(pack, false, value_rules_), PatternSet::Anchor::whole),
        texts_(sources_of(pack, true, text_rules_), PatternSet::Anchor::part) {
    for (std::size_t r = 0; r < pack.rules.size(); ++r) {
      DictionarySet set = 0;
      for (const std::string& name : pack.rules[r].dictionaries)
        set |= pack.dictionaries.bit(name);
      if (set != 0)
        dictionary_rules_.emplace_back(static_cast<std::uint32_t>(r), set);
    }
  }

  const PatternSet& values() const { return values_; }
  const PatternSet& texts() const { return texts_; }
  // The rule of the i-th pattern of the set.
  std::uint32_t rule_of_value(int index) const {
    return value_rules_[static_cast<std::size_t>(index)];
  }
  // The rule of the i-th text pattern of the set, and its place among those of that rule.
  std::pair<std::uint32_t, std::size_t> text_pattern(int index) const {
    const auto i = static_cast<std::size_t>(index);
    std::size_t place = 0;
    while (place < i && text_rules_[i - place - 1] == text_rules_[i])
      ++place;
    return {text_rules_[i], place};
  }
  const std::vector<std::pair<std::uint32_t, DictionarySet>>& dictionary_rules() const {
    return dictionary_rules_;
  }

 private:
  static std::vector<std::string> sources_of(const RulePack& pack, bool text,
                                             std::vector<std::uint32_t>& rules) {
    std::vector<std::string> sources;
    for (std::size_t r = 0; r < pack.rules.size(); ++r)
      for (const Pattern& pattern : text ? pack.rules[r].text_patterns : pack.rules[r].patterns) {
        sources.push_back(pattern.source());
        rules.push_back(static_cast<std::uint32_t>(r));
      }
    return sources;
  }

  std::vector<std::uint32_t> value_rules_;
  std::vector<std::uint32_t> text_rules_;
  PatternSet values_;
  PatternSet texts_;
  std::vector<std::pair<std::uint32_t, DictionarySet>> dictionary_rules_;
};

struct PatternCache {
  std::once_flag once;
  std::shared_ptr<const CompiledPatterns> patterns;
};

std::shared_ptr<PatternCache> make_pattern_cache() {
  return std::make_shared<PatternCache>();
}

std::shared_ptr<const CompiledPatterns> compiled_patterns(const RulePack& pack) {
  PatternCache& cache = *pack.pattern_cache;
  std::call_once(cache.once,
                 [&] { cache.patterns = std::make_shared<const CompiledPatterns>(pack); });
  return cache.patterns;
}

struct ValueMatcher::State {
  State(const RulePack& rule_pack, std::shared_ptr<const CompiledPatterns> compiled)
      : pack(rule_pack),
        patterns(std::move(compiled)),
        names(name_lists_of(rule_pack.dictionaries)) {}

  void prepare(std::string_view value);
  bool is_valid(const Rule& rule, std::string_view value);
  // Does that pattern of the rule hit inside `text`?
  bool hits_text(const Rule& rule, const Pattern& pattern);

  const RulePack& pack;
  std::shared_ptr<const CompiledPatterns> patterns;
  NameLists names;
  std::string text;  // trimmed, NBSP read as a space
  std::string folded;
  std::string compact;
  std::vector<int> indices;
};

// NBSP and narrow NBSP become plain spaces.
void ValueMatcher::State::prepare(std::string_view value) {
  value = trim(value);
  text.clear();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view rest = value.substr(i);
    if (rest.starts_with("\xC2\xA0")) {
      text.push_back(' ');
      i += 1;
    } else if (rest.starts_with("\xE2\x80\xAF")) {
      text.push_back(' ');
      i += 2;
    } else {
      text.push_back(value[i]);
    }
  }
}

bool ValueMatcher::State::is_valid(const Rule& rule, std::string_view value) {
  if (rule.validator == nullptr)
    return true;
  compact_value(value, false, compact);
  return rule.validator->validate(compact);
}

bool ValueMatcher::State::hits_text(const Rule& rule, const Pattern& pattern) {
  const std::string_view sentence = text;
  std::size_t from = 0;
  while (from <= sentence.size()) {
    std::size_t end = from;
    const std::string_view found = pattern.find(sentence, from, end);
    if (found.data() == nullptr)
      return false;
    const auto begin = static_cast<std::size_t>(found.data() - sentence.data());
    const TextPlace place = {sentence, begin, begin + found.size()};
    if (is_valid(rule, found) && names_person(names, rule.text_reading, place))
      return true;
    // "Avis Camille DURAND": the pair that the pattern takes first may not be the name; and the
    // last character of a match may be what the next one begins with.
    from =
        rule.text_reading == TextReading::full_name_here ? begin + 1 : std::max(end, from + 2) - 1;
  }
  return false;
}

ValueMatcher::ValueMatcher(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns)
    : state_(std::make_unique<State>(pack, std::move(patterns))) {}
ValueMatcher::~ValueMatcher() = default;
ValueMatcher::ValueMatcher(ValueMatcher&&) noexcept = default;

void ValueMatcher::match_value(std::string_view value, std::vector<RuleMatch>& matches) {
  matches.clear();
  State& state = *state_;
  state.prepare(value);
  if (state.text.empty())
    return;
  std::uint32_t last = static_cast<std::uint32_t>(-1);
  state.patterns->values().match(state.text, state.indices);
  for (const int index : state.indices) {
    const std::uint32_t rule = state.patterns->rule_of_value(index);
    if (rule != last)
      matches.push_back({rule, state.is_valid(state.pack.rules[rule], state.text)});
    last = rule;
  }
  fold_into(state.text, state.folded);
  collapse_spaces(state.folded);
  const DictionarySet found = state.pack.dictionaries.find(state.folded);
  if (found == 0)
    return;
  for (const auto& [rule, set] : state.patterns->dictionary_rules())
    if ((found & set) != 0)
      matches.push_back({rule, state.is_valid(state.pack.rules[rule], state.text)});
  std::stable_sort(matches.begin(), matches.end(),
                   [](const RuleMatch& a, const RuleMatch& b) { return a.rule < b.rule; });
  matches.erase(
      std::unique(matches.begin(), matches.end(),
                  [](const RuleMatch& a, const RuleMatch& b) { return a.rule == b.rule; }),
      matches.end());
}

void ValueMatcher::match_text(std::string_view text, std::vector<RuleMatch>& matches) {
  matches.clear();
  State& state = *state_;
  state.prepare(text);
  state.patterns->texts().match(state.text, state.indices);
  for (const int index : state.indices) {
    const auto [rule, pattern] = state.patterns->text_pattern(index);
    const bool known = !matches.empty() && matches.back().rule == rule;
    if (!known &&
        state.hits_text(state.pack.rules[rule], state.pack.rules[rule].text_patterns[pattern]))
      matches.push_back({rule, true});
  }
  const bool person = std::any_of(matches.begin(), matches.end(), [&state](const RuleMatch& match) {
    return names_a_person(state.pack.rules[match.rule].text_reading);
  });
  if (!person)
    std::erase_if(matches, [&state](const RuleMatch& match) {
      return state.pack.rules[match.rule].text_with_person;
    });
}

}  // namespace aval
