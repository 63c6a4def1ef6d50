#include "rules/civil_name.h"

#include <algorithm>
#include <string>

namespace aval {
namespace {

bool is_a_given_initial(const Words& before) {
  // "A. M. Durand", "rues J. Ferry et M. Curie": the M. is a first name.
  if (before.empty())
    return false;
  if (before[0].written == WordCase::initial && before[0].dotted && !before[0].after_break)
    return true;
  if (before[0].folded != "et" && before[0].folded != "and")
    return false;
  for (std::size_t i = 1; i < std::min<std::size_t>(before.size(), 4); ++i)
    if (before[i].written == WordCase::initial && before[i].dotted && before[i].folded != "m")
      return true;
  return false;
}

bool is_slash_around(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin >= 2 && text.substr(begin - 2, 2) == "/ ") || text.substr(end).starts_with(" /");
}

constexpr std::size_t kWordsOfALabel = 6;

// "Pont Neuf / Mr Teste": with few words and none small, or between slashes, names are items of a
// list or a label, and only a full name is a person's for sure.
bool is_label(const TextPlace& place, TextCase text, std::size_t name_end) {
  if (is_slash_around(place.text, place.begin, name_end))
    return true;
  if (text != TextCase::mixed)
    return false;
  const Words words = words_after(place.text, 0, kWordsOfALabel + 1);
  return words.size() <= kWordsOfALabel &&
         std::none_of(words.begin(), words.end(), [](const TextWord& word) {
           return word.written == WordCase::small && !is_civility(word.folded);
         });
}

// "M. Durand" and nothing else: who reads a column of parties takes it for one.
bool is_whole_cell(const TextPlace& place) {
  return place.begin == 0 && words_after(place.text, 0, 4).size() <= 3;
}

bool is_quote(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with('"') || text.substr(at).starts_with("\xC2\xBB") ||
         text.substr(at).starts_with(" \xC2\xBB") || text.substr(at).starts_with("\xE2\x80\x9D");
}

bool follows_a_quote(std::string_view text, std::size_t at) {
  const std::string_view head = text.substr(0, at);
  return head.ends_with('"') || head.ends_with("\xC2\xAB") || head.ends_with("\xC2\xAB ") ||
         head.ends_with("\xE2\x80\x9C");
}

// 'Le journal "Madame Casino"': a title.
bool is_quoted(const TextPlace& place, const Words& after, std::size_t name) {
  if (!follows_a_quote(place.text, place.begin))
    return false;
  return is_quote(place.text, after[name].end) ||
         (name + 1 < after.size() && is_quote(place.text, after[name + 1].end));
}

// The sign "Chez Madame Zoé" opens a text; a sentence goes on to "chez Mme Durand".
bool opens_with_chez(const Words& before) {
  return before.size() == 1 && before[0].folded == "chez" && before[0].written != WordCase::small;
}

enum class Civility { abbreviated, english, letter, whole };

Civility civility_at(const TextPlace& place) {
  const Words words = words_after(place.text, place.begin, 1);
  if (words.empty())
    return Civility::whole;
  const std::string& word = words[0].folded;
  if (word == "m")
    return words[0].end < place.text.size() && place.text[words[0].end] == '.'
               ? Civility::abbreviated
               : Civility::letter;
  if (word == "mm" && !words[0].dotted)
    return Civility::letter;
  if (word == "mr" || word == "mrs" || word == "ms")
    return Civility::english;
  return word == "mme" || word == "mmes" || word == "mlle" || word == "mlles" || word == "mm" ||
                 word == "melle"
             ? Civility::abbreviated
             : Civility::whole;
}

bool is_complement_before(const Words& before) {
  return !before.empty() && !before[0].after_break &&
         (is_of(before[0].folded) || before[0].folded == "et" ||
          (begins_a_complement(before[0].folded) && before[0].folded != "to"));
}

// A lone "M" or "MM" is a civility where a complement stands ("de M Durand") and a full name or a
// surname follows; "M Block", "MM Mall" are no persons.
bool is_name_after_letter(const NameLists& lists, const Words& after, std::size_t i,
                          const Words& before) {
  const bool full = i + 1 < after.size() && !after[i + 1].after_break && starts_high(after[i]) &&
                    starts_high(after[i + 1]) && is_known(lists, after[i]) &&
                    is_known(lists, after[i + 1]) && !is_thing(lists, after[i + 1]);
  if (full)
    return true;
  return is_complement_before(before) && starts_high(after[i]) &&
         (is_plain_last(lists, after[i]) || after[i].written == WordCase::capitals) &&
         !(i + 1 < after.size() && is_thing(lists, after[i + 1]));
}

bool is_name_in_mixed_text(const NameLists& lists, const Words& after, std::size_t i,
                           Civility civility) {
  const TextWord& word = after[i];
  if (!starts_high(word))
    return false;
  const bool goes_on = i + 1 < after.size() && !after[i + 1].after_break &&
                       starts_high(after[i + 1]) && !is_thing(lists, after[i + 1]);
  // "Mme D. demande": an initial still points at somebody; "M.P.T.", "M. R. I." do not.
  if (word.written == WordCase::initial)
    return i + 1 >= after.size() || after[i + 1].after_break ||
           after[i + 1].written == WordCase::small || is_known(lists, after[i + 1]);
  if (is_known(lists, word) || (goes_on && is_known(lists, after[i + 1])))
    return true;
  if (civility == Civility::english)
    return word.written == WordCase::capitals && word.folded.size() >= 3;
  if (stands_out(word, TextCase::mixed))
    return word.folded.size() >= 3;
  const bool particle = i > 0 && is_of(after[i - 1].folded);
  return (civility == Civility::abbreviated || particle) && word.folded.size() >= 3;
}

bool is_name_in_flat_text(const NameLists& lists, const Words& after, std::size_t i,
                          bool abbreviated) {
  const TextWord& word = after[i];
  const bool goes_on = i + 1 < after.size() && !after[i + 1].after_break;
  const bool full = goes_on && is_known(lists, word) && is_known(lists, after[i + 1]);
  return is_plain_last(lists, word) || full || (abbreviated && is_known(lists, word));
}

struct CivilName {
  Words before;
  Words after;
  std::size_t at = 0;  // of the name in `after`
  Civility civility = Civility::whole;
  TextCase text = TextCase::mixed;
};

// Letters that only look like a civility: "2 M 796", "12 m. de large", "M.P.T. Voltaire".
bool is_unit_or_acronym(const CivilName& name, const TextPlace& place) {
  const std::string civility = words_after(place.text, place.begin, 1)[0].folded;
  const bool letters = civility == "m" || civility == "mm";
  const bool number = !name.before.empty() && name.before[0].written == WordCase::other &&
                      !name.before[0].after_break;
  const TextWord& word = name.after[name.at];
  const bool joined = word.written == WordCase::initial && word.begin == place.end &&
                      place.text[place.end - 1] == '.';
  return (letters && number) || joined;
}

// "Demande de M. X."; but "M. Y. DURAND" has a first name that begins with Y.
bool is_masked_name(const NameLists& lists, const CivilName& name) {
  const TextWord& word = name.after[name.at];
  if (!is_masked(word.folded) || !word.dotted || name.at + 1 >= name.after.size())
    return is_masked(word.folded);
  const TextWord& next = name.after[name.at + 1];
  return next.after_break || (next.written != WordCase::capitals && !is_plain_last(lists, next));
}

bool is_named(const NameLists& lists, const CivilName& name, const TextPlace& place) {
  if (name.civility == Civility::letter)
    return is_name_after_letter(lists, name.after, name.at, name.before);
  if (name.text == TextCase::mixed)
    return is_name_in_mixed_text(lists, name.after, name.at, name.civility);
  // "3 m. nord" in small letters is a length: there, the lone letter must stand in a complement.
  const bool lone = place.text.substr(place.begin, place.end - place.begin) == "m.";
  const bool abbreviated =
      name.civility == Civility::abbreviated && (!lone || is_complement_before(name.before));
  return is_name_in_flat_text(lists, name.after, name.at, abbreviated);
}

}  // namespace

bool civility_names(const NameLists& lists, const TextPlace& place) {
  CivilName name;
  name.after = words_after(place.text, place.end, kWordsAfterName);
  bool article = false;
  name.at = skip_to_name(name.after, article);
  if (name.at >= name.after.size() || name.after[0].after_break ||
      (name.at > 0 && name.after[name.at].after_break))
    return false;
  const TextWord& word = name.after[name.at];
  if (word.written == WordCase::other || is_masked_name(lists, name) || is_civility(word.folded) ||
      (article && (lists_of(lists, word) & lists.role) != 0))
    return false;
  name.before = words_before(place.text, place.begin, kWordsBeforeName);
  name.civility = civility_at(place);
  name.text = case_of(place.text);
  if (is_unit_or_acronym(name, place) || !is_named(lists, name, place))
    return false;
  if (is_a_given_initial(name.before) || names_a_thing(lists, name.before) ||
      signs_a_business(lists, name.after, name.at) || opens_with_chez(name.before) ||
      is_quoted(place, name.after, name.at))
    return false;
  return !is_label(place, name.text, word.end) || is_whole_cell(place) ||
         is_full_name(lists, name.after, name.at, name.text);
}

}  // namespace aval
