// Random values of the shape that a pattern takes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// A small generator of its own (SplitMix64, Steele and others, 2014), so that a seed gives the same
// values with every standard library.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  // 0 to count - 1; count at least 1.
  std::size_t below(std::size_t count);

 private:
  std::uint64_t state_;
};

// One part of a pattern, repeated `least` to `most` times: a character of `choices`, or one of
// `alternatives` when there are no choices.
struct ShapePart {
  std::vector<char> choices;
  std::vector<std::vector<ShapePart>> alternatives;
  std::size_t least = 1;
  std::size_t most = 1;
};

// Reads literals, classes of ASCII, groups, |, ?, *, + and {m,n}; open repetitions stop three above
// their minimum. Throws std::invalid_argument for anything else.
ShapePart read_shape(std::string_view pattern);

// Appends a value to `out`; each choice (alternative, character, count) is equally likely.
void append_random_value(const ShapePart& shape, Draw& draw, std::string& out);

}  // namespace aval
