// Patterns as one nondeterministic automaton over bytes (Thompson 1968): what PatternAutomaton
// walks. Immutable, shared by threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rules/pattern_syntax.h"

namespace aval {

// Bit b of the 256 is set when byte b is in the set.
using ByteSet = std::array<std::uint64_t, 4>;

inline bool holds_byte(const ByteSet& set, unsigned byte) {
  return (set[byte >> 6] >> (byte & 63U) & 1U) != 0;
}

struct ProgramStep {
  enum class Kind : std::uint8_t { bytes, split, border, match };
  Kind kind = Kind::match;
  TextBorder border = TextBorder::text_begin;
  std::uint32_t value = 0;  // of `bytes`: its set; of `match`: the pattern
  std::uint32_t next = 0;
  std::uint32_t other = 0;  // of `split`: the second way
};

struct PatternProgram {
  std::vector<ProgramStep> steps;
  std::vector<ByteSet> sets;
  std::vector<std::uint32_t> starts;  // the first step of each pattern, in their order
  // Bytes that no pattern tells apart share a class.
  std::array<std::uint8_t, 256> class_of{};
  std::vector<std::uint8_t> byte_of_class;  // one byte of each class
};

// A word character of \b: an ASCII letter, a digit or an underscore.
bool is_word_byte(unsigned byte);

// Steps that a pattern may have; RE2 refuses far smaller ones in a pack.
inline constexpr std::size_t kMostSteps = 20000;

// Adds a pattern; false, and nothing added, when it has more than kMostSteps steps.
bool add_pattern(const PatternNode& node, PatternProgram& program);

// Once every pattern is added.
void find_byte_classes(PatternProgram& program);

}  // namespace aval
