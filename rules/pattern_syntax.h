// The syntax tree of a pattern, for the automaton that tries all patterns at once. Reads the part
// of RE2's syntax that packs use; what it does not read, RE2 itself answers for. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace aval {

struct CodePointRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// What holds between two bytes. Word characters are those of ASCII, as RE2 has it.
enum class TextBorder { text_begin, text_end, word_border, no_word_border };

struct PatternNode {
  enum class Kind { characters, sequence, alternatives, repeat, border };
  static constexpr int kUnbounded = -1;

  Kind kind = Kind::sequence;  // an empty sequence takes the empty text
  // Of `characters`: sorted, apart from each other; none takes nothing at all.
  std::vector<CodePointRange> characters;
  std::vector<PatternNode> parts;  // of `sequence`, `alternatives`; the one of `repeat`
  int least = 0;                   // of `repeat`
  int most = 0;                    // or kUnbounded
  TextBorder border = TextBorder::text_begin;
};

// The tree of a pattern in RE2 syntax with RE2's default options; nothing when it uses what is not
// read here: Unicode classes (\p), named groups, (?m), (?U), and letters beyond Latin-1 that would
// have to be folded. `source` must be one that RE2 accepts.
std::optional<PatternNode> parse_pattern(std::string_view source);

}  // namespace aval
