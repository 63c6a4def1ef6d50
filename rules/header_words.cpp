#include "rules/header_words.h"

#include <algorithm>
#include <unordered_set>

#include "audit/base/text.h"

namespace aval {
namespace {

bool is_upper(unsigned char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(unsigned char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

// "Nom,C,254" and "RECALAGE,N,5,0": a dBase field descriptor written as a header.
std::string_view without_dbase_suffix(std::string_view header) {
  const std::size_t comma = header.find(',');
  if (comma == std::string_view::npos || comma + 1 >= header.size())
    return header;
  const char kind = header[comma + 1];
  const bool known = std::string_view("CNDLFM").find(kind) != std::string_view::npos;
  const bool ends = comma + 2 == header.size() || header[comma + 2] == ',';
  const bool digits = header.find_first_not_of("0123456789,", comma + 2) == std::string_view::npos;
  return known && ends && digits ? header.substr(0, comma) : header;
}

// Puts a space where camelCase turns and between letters and digits.
std::string spaced(std::string_view header) {
  std::string out;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto c = static_cast<unsigned char>(header[i]);
    const auto before = i > 0 ? static_cast<unsigned char>(header[i - 1]) : static_cast<unsigned char>(' ');
    const auto after = i + 1 < header.size() ? static_cast<unsigned char>(header[i + 1]) : static_cast<unsigned char>(' ');
    const bool turns =
        (is_upper(c) && is_lower(before)) || (is_upper(c) && is_upper(before) && is_lower(after));
    if (turns || (is_digit(c) != is_digit(before) && i > 0 && before != ' ' &&
                  (is_digit(c) || is_digit(before))))
      out.push_back(' ');
    out.push_back(static_cast<char>(c));
  }
  return out;
}

bool is_small_word(std::string_view word) {
  static const std::unordered_set<std::string_view> kSmall = {
      "de", "du", "des", "d", "la", "le", "l", "les", "et", "en", "au", "a", "of", "the"};
  return kSmall.contains(word);
}

std::vector<std::string> words_of(const std::string& folded) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty() && !is_small_word(word))
      words.push_back(word);
    word.clear();
  };
  for (const char raw : folded) {
    const auto c = static_cast<unsigned char>(raw);
    if (is_lower(c) || is_digit(c) || c >= 0x80)
      word.push_back(raw);
    else
      flush();
  }
  flush();
  return words;
}

std::string phrase_of(const std::vector<std::string>& tokens, std::size_t first,
                      std::size_t count) {
  std::string phrase = tokens[first];
  for (std::size_t i = 1; i < count; ++i)
    phrase += ' ' + tokens[first + i];
  return phrase;
}

}  // namespace

std::vector<std::string> header_tokens(std::string_view header) {
  std::string text(without_dbase_suffix(trim(header)));
  for (const std::string_view number : {"n\xC2\xB0", "N\xC2\xB0", "n\xC2\xBA", "N\xC2\xBA"})
    for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number))
      text.replace(at, number.size(), "num ");
  return words_of(fold(spaced(text)));
}

HeaderWords::HeaderWords(std::vector<HeaderWord> words) : words_(std::move(words)) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::vector<std::string> tokens = header_tokens(words_[i].phrase);
    if (tokens.empty())
      continue;
    words_[i].phrase = phrase_of(tokens, 0, tokens.size());
    by_phrase_.emplace(words_[i].phrase, i);
    longest_ = std::max(longest_, tokens.size());
    for (const std::string& token : tokens)
      known_.emplace(token, true);
  }
}

std::vector<HeaderMatch> HeaderWords::find(const std::vector<std::string>& tokens) const {
  std::vector<HeaderMatch> matches;
  std::vector<bool> taken(tokens.size(), false);
  const auto add = [&](const std::string& phrase, std::size_t first, std::size_t count) {
    const auto [begin, end] = by_phrase_.equal_range(phrase);
    std::vector<std::size_t> found;
    for (auto it = begin; it != end; ++it)
      found.push_back(it->second);
    std::sort(found.begin(), found.end());
    for (const std::size_t index : found)
      matches.push_back({&words_[index], first, count});
    return !found.empty();
  };
  for (std::size_t count = std::min(longest_, tokens.size()); count >= 1; --count)
    for (std::size_t first = 0; first + count <= tokens.size(); ++first) {
      bool free = true;
      for (std::size_t i = first; i < first + count; ++i)
        free = free && !taken[i];
      if (free && add(phrase_of(tokens, first, count), first, count))
        std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(first), count, true);
    }
  // Glued forms ("datenaissance" for date_naissance): all tokens as one word.
  if (matches.empty() && tokens.size() > 1) {
    std::string glued;
    for (const std::string& token : tokens)
      glued += token;
    add(glued, 0, tokens.size());
  }
  return matches;
}

bool HeaderWords::knows(std::string_view folded_word) const {
  return known_.contains(std::string(folded_word));
}

}  // namespace aval
