#include "rules/name_words.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace aval {
namespace {

using WordList = std::unordered_set<std::string_view>;

// "rue", or "maison de": the word with the one that follows it.
DictionarySet thing_lists_of(const NameLists& lists, const Words& before, std::size_t i) {
  DictionarySet found = lists_of(lists, before[i]);
  if ((found & lists.thing) == 0 && i > 0)
    found = lists.dictionaries->find(before[i].folded + ' ' + before[i - 1].folded);
  return found;
}

}  // namespace

bool is_civility(std::string_view word) {
  static const WordList kWords = {
      "m",      "mm",        "mme",      "mmes",         "mlle", "mlles", "monsieur",
      "madame", "messieurs", "mesdames", "mademoiselle", "mr",   "mrs",   "ms",
      "melle",  "epx",       "consorts", "veuve",        "vve"};
  return kWords.contains(word);
}

bool is_particle(std::string_view word) {
  static const WordList kWords = {"de",  "du",  "d",   "des", "la", "le",  "les", "l",
                                  "van", "von", "der", "el",  "al", "ben", "da",  "do",
                                  "dos", "di",  "del", "o",   "mc", "n"};
  return kWords.contains(word);
}

bool is_article(std::string_view word) {
  return word == "le" || word == "la" || word == "les" || word == "l";
}

bool is_of(std::string_view word) {
  return word == "de" || word == "du" || word == "des" || word == "d";
}

bool begins_a_complement(std::string_view word) {
  static const WordList kWords = {"a",     "au",     "aux",  "par",  "pour", "avec",
                                  "entre", "contre", "chez", "que",  "qui",  "dont",
                                  "est",   "sur",    "en",   "dans", "lors", "pres",
                                  "to",    "by",     "for",  "with", "from", "against"};
  return kWords.contains(word);
}

bool is_masked(std::string_view word) {
  return word == "x" || word == "y" || word == "z" || word == "xx" || word == "xxx" ||
         word == "xxxx" || word == "yy" || word == "untel" || word == "unetelle";
}

DictionarySet lists_of(const NameLists& lists, const TextWord& word) {
  return lists.dictionaries->find(word.folded);
}

bool starts_high(const TextWord& word) {
  return word.written == WordCase::capitalized || word.written == WordCase::capitals ||
         word.written == WordCase::initial;
}

bool stands_out(const TextWord& word, TextCase text) {
  return text == TextCase::mixed && word.written == WordCase::capitals && word.folded.size() >= 2;
}

bool is_known(const NameLists& lists, const TextWord& word) {
  return word.folded.size() >= 2 && (lists_of(lists, word) & (lists.first | lists.last)) != 0;
}

bool is_plain_last(const NameLists& lists, const TextWord& word) {
  return word.folded.size() >= 3 && (lists_of(lists, word) & lists.plain_last) != 0;
}

bool is_clear_first(const NameLists& lists, const TextWord& word) {
  const DictionarySet found = lists_of(lists, word);
  return word.folded.size() >= 3 && (found & lists.frequent_first) != 0 &&
         (found & lists.ambiguous_first) == 0;
}

bool is_first(const NameLists& lists, const TextWord& word) {
  return word.folded.size() >= 3 && (lists_of(lists, word) & lists.first) != 0;
}

bool is_thing(const NameLists& lists, const TextWord& word) {
  return (lists_of(lists, word) & lists.thing) != 0;
}

std::size_t skip_to_name(const Words& after, bool& article) {
  std::size_t i = 0;
  const auto civility_at_word = [&after](std::size_t w) {
    return w + 1 < after.size() && !after[w].after_break && is_civility(after[w].folded);
  };
  while (i < after.size() && i < 5) {
    const std::string& word = after[i].folded;
    if (civility_at_word(i))
      i += 1;
    else if ((word == "et" || word == "ou" || word == "and") && civility_at_word(i + 1))
      i += 2;
    else
      break;
  }
  for (std::size_t particles = 0; i < after.size() && particles < 3 && is_particle(after[i].folded);
       ++particles, ++i)
    article = article || is_article(after[i].folded);
  return i;
}

bool is_full_name(const NameLists& lists, const Words& after, std::size_t i, TextCase text) {
  std::size_t j = i + 1;
  while (j < after.size() && !after[j].after_break &&
         (after[j].after_hyphen || is_particle(after[j].folded)))
    ++j;
  if (j >= after.size() || after[j].after_break)
    return false;
  const TextWord& one = after[i];
  const TextWord& two = after[j];
  if (is_thing(lists, one) || is_thing(lists, two))
    return false;
  if (text == TextCase::mixed) {
    if (!starts_high(one) || !starts_high(two))
      return false;
    // "pouvoir à G. MARCHAND"
    if (one.written == WordCase::initial)
      return one.dotted && one.folded != "m" && two.folded.size() >= 3 &&
             (stands_out(two, text) || is_plain_last(lists, two));
    const bool given_first = is_first(lists, one);
    if (given_first && (stands_out(two, text) || is_known(lists, two)))
      return two.folded.size() >= 2;
    return stands_out(one, text) && one.folded.size() >= 3 && is_first(lists, two) &&
           two.written == WordCase::capitalized;
  }
  return (is_clear_first(lists, one) && is_plain_last(lists, two)) ||
         (is_plain_last(lists, one) && is_clear_first(lists, two));
}

bool names_a_thing(const NameLists& lists, const Words& before) {
  // "Ecole Prim. M. Callas": the dot of an abbreviation ends no sentence.
  const bool abbreviation = !before.empty() && before[0].dotted && before[0].folded.size() <= 4 &&
                            before[0].after_break && !is_thing(lists, before[0]);
  std::size_t of = 0;
  while (of < before.size() && of < 2 && !before[of].after_break &&
         (is_of(before[of].folded) || is_article(before[of].folded)))
    ++of;
  for (std::size_t i = 0; i < before.size() && (!before[i].after_break || (i == 0 && abbreviation));
       ++i) {
    if (begins_a_complement(before[i].folded) || before[i].written == WordCase::other)
      return false;
    const DictionarySet found = thing_lists_of(lists, before, i);
    if ((found & lists.thing) == 0)
      continue;
    if (of == 0)
      return true;
    // "avenue de Monsieur Teste" names a street; "le garage de M. Durand" belongs to somebody.
    const bool instead = i + 2 < before.size() && before[i].folded == "place" &&
                         before[i + 1].folded == "la" && before[i + 2].folded == "a";
    return i == of && (found & lists.thing_of) != 0 && !instead;
  }
  return false;
}

bool signs_a_business(const NameLists& lists, const Words& after, std::size_t name) {
  for (std::size_t i = name + 1; i < std::min(after.size(), name + 4); ++i) {
    if (after[i].folded == "s") {
      if (i + 1 < after.size() && !after[i + 1].after_break && starts_high(after[i + 1]))
        return true;
      continue;
    }
    if (after[i].after_break || after[i].written == WordCase::small)
      return false;
    if (starts_high(after[i]) && is_thing(lists, after[i]))
      return true;
  }
  return false;
}

NameLists name_lists_of(const Dictionaries& dictionaries) {
  NameLists lists;
  lists.dictionaries = &dictionaries;
  lists.first = dictionaries.bit("first_name");
  lists.frequent_first = dictionaries.bit("first_name_frequent");
  lists.ambiguous_first = dictionaries.bit("ambiguous_first_name");
  lists.last = dictionaries.bit("last_name");
  lists.plain_last = dictionaries.bit("last_name_plain");
  lists.thing = dictionaries.bit("named_thing");
  lists.thing_of = dictionaries.bit("named_thing_of");
  lists.role = dictionaries.bit("elected_function") | dictionaries.bit("profession") |
               dictionaries.bit("staff_grade");
  lists.role_mailbox = dictionaries.bit("generic_mailbox");
  return lists;
}

}  // namespace aval
