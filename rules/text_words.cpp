#include "rules/text_words.h"

#include "audit/base/text.h"

namespace aval {
namespace {

bool is_small_letter(unsigned char first, unsigned char second) {
  // Two-byte Latin letters: à-ÿ are C3 A0 to C3 BF, œ is C5 93.
  return (first >= 'a' && first <= 'z') || (first == 0xC3 && second >= 0xA0) ||
         (first == 0xC5 && second == 0x93);
}

bool is_capital_letter(unsigned char first, unsigned char second) {
  return (first >= 'A' && first <= 'Z') || (first == 0xC3 && second >= 0x80 && second < 0xA0) ||
         (first == 0xC5 && second == 0x92);
}

unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

// Letters of any alphabet in UTF-8, but not the typographic apostrophe, dashes and quotes (E2 80
// xx) nor the signs of Latin-1 (C2 xx).
bool is_word_byte(std::string_view text, std::size_t i) {
  const unsigned char c = byte_at(text, i);
  if (c < 0x80)
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  std::size_t lead = i;
  while (lead > 0 && i - lead < 3 && (byte_at(text, lead) & 0xC0) == 0x80)
    --lead;
  return byte_at(text, lead) != 0xE2 && byte_at(text, lead) != 0xC2;
}

WordCase case_of_word(std::string_view word) {
  std::size_t capitals = 0, small = 0;
  bool first_capital = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const unsigned char c = byte_at(word, i);
    if (c >= '0' && c <= '9')
      return WordCase::other;
    if (is_capital_letter(c, byte_at(word, i + 1))) {
      ++capitals;
      first_capital = first_capital || i == 0;
    } else if (is_small_letter(c, byte_at(word, i + 1))) {
      ++small;
    }
  }
  if (capitals == 1 && small == 0)
    return WordCase::initial;
  if (first_capital && small == 0)
    return WordCase::capitals;
  return first_capital ? WordCase::capitalized : WordCase::small;
}

TextWord word_at(std::string_view text, std::size_t begin, std::size_t end) {
  TextWord word;
  word.begin = begin;
  word.end = end;
  word.written = case_of_word(text.substr(begin, end - begin));
  word.folded = fold(text.substr(begin, end - begin));
  word.dotted = byte_at(text, end) == '.';
  return word;
}

bool is_break(std::string_view gap, bool after_initial) {
  for (std::size_t i = 0; i < gap.size(); ++i) {
    if (gap[i] == ' ' || gap[i] == '-' || gap[i] == '\'' || (gap[i] == '.' && after_initial))
      continue;
    if (gap.substr(i).starts_with("\xE2\x80\x99")) {  // the typographic apostrophe
      i += 2;
      continue;
    }
    return true;
  }
  return gap.size() > 4;
}

}  // namespace

TextCase case_of(std::string_view text) {
  std::size_t capitals = 0, small = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = byte_at(text, i);
    capitals += is_capital_letter(c, byte_at(text, i + 1)) ? 1U : 0U;
    small += is_small_letter(c, byte_at(text, i + 1)) ? 1U : 0U;
  }
  if (capitals == 0)
    return TextCase::small;
  // "M. DURAND née PETIT" in a text of capitals: a few small letters do not make it mixed.
  return small * 6 < capitals ? TextCase::capitals : TextCase::mixed;
}

std::vector<TextWord> words_after(std::string_view text, std::size_t from, std::size_t count) {
  std::vector<TextWord> words;
  std::size_t i = from;
  while (words.size() < count && i < text.size()) {
    const std::size_t gap = i;
    while (i < text.size() && !is_word_byte(text, i))
      ++i;
    const std::size_t begin = i;
    while (i < text.size() && is_word_byte(text, i))
      ++i;
    if (i == begin)
      break;
    const bool after_initial = !words.empty() && words.back().written == WordCase::initial;
    words.push_back(word_at(text, begin, i));
    const std::string_view between = text.substr(gap, begin - gap);
    words.back().after_break = is_break(between, after_initial);
    words.back().after_hyphen = between == "-";
  }
  return words;
}

std::vector<TextWord> words_before(std::string_view text, std::size_t to, std::size_t count) {
  std::vector<TextWord> words;
  std::size_t i = to;
  while (words.size() < count && i > 0) {
    const std::size_t gap_end = i;
    while (i > 0 && !is_word_byte(text, i - 1))
      --i;
    const std::size_t end = i;
    while (i > 0 && is_word_byte(text, i - 1))
      --i;
    if (i == end)
      break;
    words.push_back(word_at(text, i, end));
    const std::string_view between = text.substr(end, gap_end - end);
    words.back().after_break = is_break(between, words.back().written == WordCase::initial);
    words.back().after_hyphen = between == "-";
  }
  return words;
}

}  // namespace aval
