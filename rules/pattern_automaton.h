// Which of many patterns take a text, in one pass over its bytes: the deterministic automaton of a
// PatternProgram, whose states are made when a text first reaches them.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/pattern.h"
#include "rules/pattern_program.h"

namespace aval {

// One a thread. Answers as RE2::Set does for the same patterns, on well-formed UTF-8.
class PatternAutomaton {
 public:
  // States are forgotten, and made again when needed, when they take more than `max_bytes`.
  PatternAutomaton(std::shared_ptr<const PatternProgram> program, PatternSet::Anchor anchor,
                   std::size_t max_bytes);

  // Indices of the patterns that match, ascending; `matches` is cleared first.
  void match(std::string_view text, std::vector<int>& matches);

  std::size_t states() const { return states_.size(); }

 private:
  using Steps = std::vector<std::uint32_t>;
  // What the automaton knows between two bytes. `found` are the patterns that the last byte
  // completed.
  struct Position {
    bool at_begin = false;
    bool after_word = false;
    Steps steps;  // waiting: bytes, borders and matches, ascending
    Steps found;
  };
  struct State {
    std::uint32_t first = 0;  // of its steps in kept_; then its found patterns
    std::uint32_t steps = 0;
    std::uint32_t found = 0;
    bool at_begin = false;
    bool after_word = false;
  };

  void follow(std::uint32_t step, bool at_begin, Steps& steps);
  bool holds(TextBorder border, const State& state, std::size_t byte_class) const;
  void pass_borders(const State& state, std::size_t byte_class);
  std::uint32_t step(std::uint32_t from, std::size_t byte_class);
  std::uint32_t take_entry(std::uint32_t from, std::size_t byte_class);
  std::uint32_t keep(Position& position);
  std::uint32_t find_kept(std::uint64_t key, const Position& position) const;
  void start_anew();
  void note_found(std::uint32_t at);

  std::shared_ptr<const PatternProgram> program_;
  bool is_part_;
  std::size_t max_bytes_;
  std::size_t end_class_;  // the class of the end of the text
  std::size_t width_;      // entries of a state: its classes and the end
  std::vector<bool> is_word_class_;
  // By state, then class: offset of the next state in table_, kFound above it; kUnknown: not made.
  std::vector<std::uint32_t> table_;
  std::vector<State> states_;
  Steps kept_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> places_;  // of states, by hash
  std::uint32_t start_ = 0;                                       // offset of the first state
  std::uint64_t beginnings_ = 0;                                  // times the states were forgotten
  // Work space.
  std::vector<std::uint32_t> marks_;  // by step: the last walk that met it
  std::uint32_t walk_ = 0;
  Steps pending_;
  Steps waiting_;
  Position next_;
  std::vector<std::uint64_t> found_;  // bits of the patterns found so far in a text
  bool has_found_ = false;
};

}  // namespace aval
