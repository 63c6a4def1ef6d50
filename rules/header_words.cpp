#include "rules/header_words.h"

#include <algorithm>
#include <unordered_set>

#include "audit/base/text.h"

namespace aval {
namespace {

enum class CharacterKind { upper, lower, digit, other };

CharacterKind kind_of(std::string_view character) {
  if (character.size() == 1) {
    const char c = character[0];
    if (c >= 'A' && c <= 'Z')
      return CharacterKind::upper;
    if (c >= 'a' && c <= 'z')
      return CharacterKind::lower;
    return c >= '0' && c <= '9' ? CharacterKind::digit : CharacterKind::other;
  }
  // Letters of Latin-1, and the ligature of "cœur": French headers hold no others.
  if (character == "\xC5\x92")
    return CharacterKind::upper;
  if (character == "\xC5\x93")
    return CharacterKind::lower;
  if (character.size() != 2 || character[0] != '\xC3')
    return CharacterKind::other;
  return static_cast<unsigned char>(character[1]) < 0x9F ? CharacterKind::upper
                                                         : CharacterKind::lower;
}

// A byte that begins a character, and the bytes 10xxxxxx that follow it.
std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
      ++end;
    characters.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return characters;
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
  const std::vector<std::string_view> characters = characters_of(header);
  CharacterKind before = CharacterKind::other;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const CharacterKind here = kind_of(characters[i]);
    const CharacterKind after =
        i + 1 < characters.size() ? kind_of(characters[i + 1]) : CharacterKind::other;
    const bool turns = here == CharacterKind::upper &&
                       (before == CharacterKind::lower ||
                        (before == CharacterKind::upper && after == CharacterKind::lower));
    const bool meets_number = before != CharacterKind::other && here != CharacterKind::other &&
                              (before == CharacterKind::digit) != (here == CharacterKind::digit);
    if (turns || meets_number)
      out.push_back(' ');
    out += characters[i];
    before = here;
  }
  return out;
}

bool is_small_word(std::string_view word) {
  static const std::unordered_set<std::string_view> kSmall = {
      "de", "du", "des", "d", "la", "le", "l", "les", "et", "en", "au", "a", "of", "the"};
  return kSmall.contains(word);
}

// The words of a folded text, small ones too.
std::vector<std::string> all_words_of(const std::string& folded) {
  std::vector<std::string> words(1);
  for (const char c : folded)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      words.back().push_back(c);
    else if (!words.back().empty())
      words.emplace_back();
  if (words.back().empty())
    words.pop_back();
  return words;
}

std::vector<std::string> words_with_small(std::string_view header) {
  std::string text = repair_mojibake(without_dbase_suffix(trim(header)));
  for (const std::string_view number : {"n\xC2\xB0", "N\xC2\xB0", "n\xC2\xBA", "N\xC2\xBA"})
    for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number))
      text.replace(at, number.size(), "num ");
  return all_words_of(fold(spaced(text)));
}

std::string phrase_of(const std::vector<std::string>& tokens, std::size_t first,
                      std::size_t count) {
  std::string phrase = tokens[first];
  for (std::size_t i = 1; i < count; ++i)
    phrase += ' ' + tokens[first + i];
  return phrase;
}

std::vector<std::string> without_small(std::vector<std::string> words) {
  std::erase_if(words, [](const std::string& word) { return is_small_word(word); });
  return words;
}

std::string glued(const std::vector<std::string>& words) {
  return join(words, "");
}

constexpr std::string_view kLostLetter = "\xEF\xBF\xBD";  // U+FFFD

// Shorter glued forms are words of their own too often ("ne le", "nele").
constexpr std::size_t kShortestGlued = 6;

}  // namespace

std::vector<std::string> header_tokens(std::string_view header) {
  return without_small(words_with_small(header));
}

HeaderWords::HeaderWords(std::vector<HeaderWord> words) : words_(std::move(words)) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::vector<std::string> all = words_with_small(words_[i].phrase);
    const std::vector<std::string> tokens = without_small(all);
    if (tokens.empty())
      continue;
    for (const std::string& form : {glued(tokens), glued(all)})
      if (tokens.size() > 1 && form.size() >= kShortestGlued)
        add_phrase(by_glued_form_, form, i);
    words_[i].phrase = phrase_of(tokens, 0, tokens.size());
    add_phrase(by_phrase_, words_[i].phrase, i);
    by_underscored_form_.emplace(join(tokens, "_"), i);
    longest_ = std::max(longest_, tokens.size());
    for (const std::string& token : tokens)
      known_.insert(token);
  }
}

void HeaderWords::add_phrase(PhraseIndex& index, const std::string& phrase, std::size_t word) {
  std::vector<std::size_t>& here = index[phrase];
  for (std::size_t& other : here)
    if (words_[other].type == words_[word].type) {
      if (words_[word].strength > words_[other].strength)
        other = word;
      return;
    }
  here.push_back(word);
}

bool HeaderWords::add_matches(const PhraseIndex& index, const std::string& phrase,
                              const HeaderMatch& place, std::vector<HeaderMatch>& matches) const {
  const auto found = index.find(phrase);
  if (found == index.end())
    return false;
  for (const std::size_t word : found->second)
    matches.push_back({&words_[word], place.first_token, place.tokens});
  return true;
}

// "pr\uFFFDnom": an accented letter was lost; it is given back where that makes a known word.
std::string HeaderWords::with_lost_letters(const std::string& token, unsigned most) const {
  const std::size_t place = token.find(kLostLetter);
  if (place == std::string::npos || most == 0)
    return token;
  if (place == 1 && token[0] == 'n' && token.size() == 1 + kLostLetter.size())
    return "num";  // "n°"
  for (const std::string_view letter : {"e", "a", "c", "i", "o", "u", "oe"}) {
    std::string whole = token;
    whole.replace(place, kLostLetter.size(), letter);
    whole = with_lost_letters(whole, most - 1);
    if (known_.contains(whole) || by_glued_form_.contains(whole))
      return whole;
  }
  return token;
}

// "telephones" where only "telephone" is known.
std::string HeaderWords::singular(const std::string& token) const {
  const bool plural = token.size() > 3 && (token.back() == 's' || token.back() == 'x');
  if (!plural || known_.contains(token))
    return token;
  const std::string one = token.substr(0, token.size() - 1);
  return known_.contains(one) ? one : token;
}

// dBase cuts names to ten characters: "CODE_POSTA" is "code postal", where one phrase goes on so.
std::vector<std::string> HeaderWords::with_cut_completed(std::vector<std::string> tokens) const {
  constexpr std::size_t kDbaseName = 10;
  const std::string name = join(tokens, "_");
  if (name.size() != kDbaseName || by_underscored_form_.contains(name))
    return tokens;
  const auto next = by_underscored_form_.lower_bound(name);
  if (next == by_underscored_form_.end() || !next->first.starts_with(name))
    return tokens;
  std::vector<std::string> whole;
  for (const std::string_view token : split(words_[next->second].phrase, ' '))
    whole.emplace_back(token);
  return whole;
}

std::vector<HeaderMatch> HeaderWords::find(const std::vector<std::string>& given) const {
  std::vector<HeaderMatch> matches;
  if (given.empty())
    return matches;
  std::vector<std::string> tokens;
  for (const std::string& token : given)
    tokens.push_back(singular(with_lost_letters(token, 3)));
  tokens = with_cut_completed(std::move(tokens));
  const HeaderMatch whole = {nullptr, 0, tokens.size()};
  // The whole header first: as it stands, then glued ("NomdeNaissance", "codepostal", "n.i.r.").
  if (add_matches(by_phrase_, phrase_of(tokens, 0, tokens.size()), whole, matches) ||
      add_matches(by_phrase_, glued(tokens), whole, matches) ||
      add_matches(by_glued_form_, glued(tokens), whole, matches))
    return matches;
  std::vector<bool> taken(tokens.size(), false);
  for (std::size_t count = std::min(longest_, tokens.size()); count >= 1; --count)
    for (std::size_t first = 0; first + count <= tokens.size(); ++first) {
      const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(first);
      const auto end = begin + static_cast<std::ptrdiff_t>(count);
      if (std::find(begin, end, true) != end)
        continue;
      const std::string phrase = phrase_of(tokens, first, count);
      const HeaderMatch run = {nullptr, first, count};
      // A glued word inside a longer header: "datenaissance_agent".
      if (add_matches(by_phrase_, phrase, run, matches) ||
          (count == 1 && add_matches(by_glued_form_, phrase, run, matches)))
        std::fill(begin, end, true);
    }
  return matches;
}

bool HeaderWords::knows(std::string_view folded_word) const {
  return known_.contains(std::string(folded_word));
}

}  // namespace aval
