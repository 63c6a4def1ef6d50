// Words of a sentence around a place in it: how they are written, and what stands between them.
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aval {

// How the letters of a whole text are written: capitals tell names from words only in a mixed one.
enum class TextCase { mixed, capitals, small };
TextCase case_of(std::string_view text);

enum class WordCase { small, capitalized, capitals, initial, other };

struct TextWord {
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  WordCase written = WordCase::other;  // initial: one capital; other: holds a digit
  std::string folded;
  bool after_break = false;   // something else than spaces, a hyphen or an apostrophe before it
  bool after_hyphen = false;  // joined to the word before by a hyphen
  bool dotted = false;        // a dot follows, as after an initial or an abbreviation
};

// The first `count` words at or after `from`, in order. The dot of an initial is no break.
std::vector<TextWord> words_after(std::string_view text, std::size_t from, std::size_t count);

// The last `count` words that end at or before `to`, the nearest first; `after_break` then says
// that a break stands between the word and the one after it (or `to`).
std::vector<TextWord> words_before(std::string_view text, std::size_t to, std::size_t count);

}  // namespace aval
