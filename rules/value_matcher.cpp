#include "rules/value_matcher.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include "audit/base/text.h"
#include "rules/name_words.h"
#include "rules/pattern_group.h"
#include "rules/person_name.h"

namespace aval {
namespace {

// For the states of one automaton, of one thread; half of it is enough for the patterns of the
// French pack on mixed columns.
constexpr std::size_t kAutomatonBytes = 8 << 20;

bool is_ascii(std::string_view value) {
  std::uint64_t bits = 0;
  std::size_t i = 0;
  for (; i + sizeof bits <= value.size(); i += sizeof bits) {
    std::uint64_t word = 0;
    std::memcpy(&word, value.data() + i, sizeof word);
    bits |= word;
  }
  for (; i < value.size(); ++i)
    bits |= static_cast<unsigned char>(value[i]);
  return (bits & 0x8080808080808080ULL) == 0;
}

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
      : values_(sources_of(pack, false, value_rules_), PatternSet::Anchor::whole, kAutomatonBytes),
        texts_(sources_of(pack, true, text_rules_), PatternSet::Anchor::part, kAutomatonBytes) {
    for (std::size_t r = 0; r < pack.rules.size(); ++r) {
      DictionarySet set = 0;
      for (const std::string& name : pack.rules[r].dictionaries)
        set |= pack.dictionaries.bit(name);
      if (set != 0)
        dictionary_rules_.emplace_back(static_cast<std::uint32_t>(r), set);
      rule_dictionaries_ |= set;
    }
  }

  const PatternGroup& values() const { return values_; }
  const PatternGroup& texts() const { return texts_; }
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
  // Those that a rule looks values up in; others serve rules between columns.
  DictionarySet rule_dictionaries() const { return rule_dictionaries_; }

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
  PatternGroup values_;
  PatternGroup texts_;
  std::vector<std::pair<std::uint32_t, DictionarySet>> dictionary_rules_;
  DictionarySet rule_dictionaries_ = 0;
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
  State(const RulePack& rule_pack, std::shared_ptr<const CompiledPatterns> compiled,
        MatchEngine asked)
      : engine(asked),
        pack(rule_pack),
        patterns(std::move(compiled)),
        values(patterns->values().borrow()),
        texts(patterns->texts().borrow()),
        names(name_lists_of(rule_pack.dictionaries)) {}
  ~State() {
    patterns->values().give_back(std::move(values));
    patterns->texts().give_back(std::move(texts));
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void prepare(std::string_view value);
  void match_values();
  void match_texts();
  bool is_valid(const Rule& rule, std::string_view value);
  // Does that pattern of the rule hit inside `text`?
  bool hits_text(const Rule& rule, const Pattern& pattern);

  MatchEngine engine;
  const RulePack& pack;
  std::shared_ptr<const CompiledPatterns> patterns;
  std::unique_ptr<PatternAutomaton> values;
  std::unique_ptr<PatternAutomaton> texts;
  NameLists names;
  std::string_view text;  // trimmed, NBSP read as a space; of the value, or of `spaced`
  std::string spaced;
  std::string folded;
  std::string compact;
  std::vector<int> indices;
};

// NBSP and narrow NBSP become plain spaces. Most values hold none.
void ValueMatcher::State::prepare(std::string_view value) {
  value = trim(value);
  if (is_ascii(value) || (value.find("\xC2\xA0") == std::string_view::npos &&
                          value.find("\xE2\x80\xAF") == std::string_view::npos)) {
    text = value;
    return;
  }
  spaced.clear();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view rest = value.substr(i);
    if (rest.starts_with("\xC2\xA0")) {
      spaced.push_back(' ');
      i += 1;
    } else if (rest.starts_with("\xE2\x80\xAF")) {
      spaced.push_back(' ');
      i += 2;
    } else {
      spaced.push_back(value[i]);
    }
  }
  text = spaced;
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

// The patterns of `text` that take the whole of it, by their order in the pack, into `indices`.
void ValueMatcher::State::match_values() {
  if (engine == MatchEngine::automaton) {
    patterns->values().match(*values, text, indices);
    return;
  }
  indices.clear();
  int index = 0;
  for (const Rule& rule : pack.rules)
    for (const Pattern& pattern : rule.patterns) {
      if (pattern.matches_whole(text))
        indices.push_back(index);
      ++index;
    }
}

void ValueMatcher::State::match_texts() {
  if (engine == MatchEngine::automaton) {
    patterns->texts().match(*texts, text, indices);
    return;
  }
  indices.clear();
  int index = 0;
  for (const Rule& rule : pack.rules)
    for (const Pattern& pattern : rule.text_patterns) {
      if (pattern.matches_part(text))
        indices.push_back(index);
      ++index;
    }
}

ValueMatcher::ValueMatcher(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns)
    : ValueMatcher(pack, std::move(patterns), MatchEngine::automaton) {}
ValueMatcher::ValueMatcher(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns,
                           MatchEngine engine)
    : state_(std::make_unique<State>(pack, std::move(patterns), engine)) {}
ValueMatcher::~ValueMatcher() = default;
ValueMatcher::ValueMatcher(ValueMatcher&&) noexcept = default;

void ValueMatcher::match_value(std::string_view value, std::vector<RuleMatch>& matches) {
  State& state = *state_;
  fold_into(trim(value), state.folded);
  collapse_spaces(state.folded);
  match_value(value, state.pack.dictionaries.find(state.folded), matches);
}

void ValueMatcher::match_value(std::string_view value, DictionarySet held,
                               std::vector<RuleMatch>& matches) {
  matches.clear();
  State& state = *state_;
  state.prepare(value);
  if (state.text.empty())
    return;
  std::uint32_t last = static_cast<std::uint32_t>(-1);
  state.match_values();
  for (const int index : state.indices) {
    const std::uint32_t rule = state.patterns->rule_of_value(index);
    if (rule != last)
      matches.push_back({rule, state.is_valid(state.pack.rules[rule], state.text)});
    last = rule;
  }
  if ((held & state.patterns->rule_dictionaries()) == 0)
    return;
  for (const auto& [rule, set] : state.patterns->dictionary_rules())
    if ((held & set) != 0)
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
  state.match_texts();
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
