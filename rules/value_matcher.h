// Which rules a value satisfies: every value pattern of a pack tried at once, then validators. One
// matcher a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_pack.h"

namespace aval {

struct RuleMatch {
  std::uint32_t rule = 0;  // index into RulePack::rules
  bool valid = true;       // the validator's answer; true when the rule has none
  bool operator==(const RuleMatch&) const = default;
};

// The patterns of a pack, compiled on first use and then shared by its tables and their threads.
class CompiledPatterns;
std::shared_ptr<const CompiledPatterns> compiled_patterns(const RulePack& pack);

// How patterns are tried: all at once, as every scan does, or RE2 for one after the other, which is
// a hundred times slower and what the first is judged by.
enum class MatchEngine { automaton, one_by_one };

class ValueMatcher {
 public:
  // `pack` must outlive the matcher.
  ValueMatcher(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns);
  ValueMatcher(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns,
               MatchEngine engine);
  ~ValueMatcher();
  ValueMatcher(ValueMatcher&&) noexcept;

  // Rules whose pattern or dictionary takes the whole value, in order of rule; `matches` is cleared
  // first. The value is trimmed and NBSP read as a space. An empty value matches nothing.
  void match_value(std::string_view value, std::vector<RuleMatch>& matches);
  // The same when `held` is known: the dictionaries that hold the folded value with single spaces.
  void match_value(std::string_view value, DictionarySet held, std::vector<RuleMatch>& matches);

  // Rules whose text patterns hit inside the text, whose validator agrees and whose reading finds a
  // person (only such hits are listed), in order of rule. A rule that asks for a person beside it
  // is listed only with a rule that names one.
  void match_text(std::string_view text, std::vector<RuleMatch>& matches);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
