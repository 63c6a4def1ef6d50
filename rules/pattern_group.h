// The patterns of a pack that are tried together, by one automaton; what the automaton cannot read
// goes through RE2. Same answers as PatternSet.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pattern.h"
#include "rules/pattern_automaton.h"

namespace aval {

class PatternGroup {
 public:
  // `sources` in RE2 syntax, each accepted by RE2 before. The states of an automaton take at most
  // `max_bytes`.
  PatternGroup(const std::vector<std::string>& sources, PatternSet::Anchor anchor,
               std::size_t max_bytes);

  // An automaton for one thread, with the states that earlier borrowers made. Both are safe from
  // several threads.
  std::unique_ptr<PatternAutomaton> borrow() const;
  void give_back(std::unique_ptr<PatternAutomaton> automaton) const;

  // Indices into `sources`, ascending, of the patterns that match; `matches` is cleared first.
  // `automaton` is a borrowed one.
  void match(PatternAutomaton& automaton, std::string_view text, std::vector<int>& matches) const;

  // How many of the sources the automaton reads.
  std::size_t read_by_automaton() const { return read_.size(); }

 private:
  PatternSet::Anchor anchor_;
  std::size_t max_bytes_;
  std::shared_ptr<const PatternProgram> program_;
  std::vector<int> read_;               // by pattern of the program: its place among the sources
  std::vector<int> left_;               // the same for `others_`
  std::unique_ptr<PatternSet> others_;  // null when the automaton reads all
  mutable std::mutex mutex_;            // guards the next
  mutable std::vector<std::unique_ptr<PatternAutomaton>> idle_;
};

}  // namespace aval
