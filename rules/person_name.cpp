#include "rules/person_name.h"

#include <algorithm>
#include <string>

#include "audit/base/text.h"
#include "rules/civil_name.h"
#include "rules/name_words.h"

namespace aval {
namespace {

// After "consorts", "née", "veuve": a surname, with or without a first name.
bool family_names(const NameLists& lists, const TextPlace& place) {
  const Words after = words_after(place.text, place.end, kWordsAfterName);
  bool article = false;
  const std::size_t i = skip_to_name(after, article);
  if (i >= after.size() || after[0].after_break || (i > 0 && after[i].after_break))
    return false;
  const TextWord& word = after[i];
  if (word.written == WordCase::other || word.folded.size() < 2 || is_masked(word.folded) ||
      is_thing(lists, word) || (article && (lists_of(lists, word) & lists.role) != 0))
    return false;
  const TextCase text = case_of(place.text);
  const bool named = text == TextCase::mixed
                         ? starts_high(word) && (is_known(lists, word) || stands_out(word, text))
                         : is_plain_last(lists, word);
  return named && !names_a_thing(lists, words_before(place.text, place.begin, kWordsBeforeName));
}

bool full_name_after(const NameLists& lists, const TextPlace& place) {
  // "Demande de subventions": one look-up tells, before anything else is read.
  const Words one = words_after(place.text, place.end, 1);
  if (one.empty() || (one[0].written != WordCase::capitals && one[0].written != WordCase::initial &&
                      !is_known(lists, one[0])))
    return false;
  const Words after = words_after(place.text, place.end, kWordsAfterName);
  if (after.size() < 2 || after[0].after_break)
    return false;
  return is_full_name(lists, after, 0, case_of(place.text)) && !signs_a_business(lists, after, 1);
}

bool full_name_here(const NameLists& lists, const TextPlace& place) {
  // Most pairs of capitals are no names: one look-up tells, before anything else is read.
  const Words one = words_after(place.text, place.begin, 1);
  if (one.empty() || one[0].written == WordCase::initial || !is_known(lists, one[0]))
    return false;
  const Words after = words_after(place.text, place.begin, kWordsAfterName);
  return after.size() >= 2 && is_full_name(lists, after, 0, case_of(place.text)) &&
         !signs_a_business(lists, after, 1) &&
         !names_a_thing(lists, words_before(place.text, place.begin, kWordsBeforeName));
}

// Before "c/ commune de": the surname of a party; companies and bodies are none.
bool party_before(const NameLists& lists, const TextPlace& place) {
  const Words before = words_before(place.text, place.begin, kWordsBeforeName);
  if (before.empty() || before[0].after_break)
    return false;
  const TextCase text = case_of(place.text);
  std::size_t names = 0;
  for (std::size_t i = 0; i < before.size() && (i == 0 || !before[i].after_break); ++i) {
    if (is_thing(lists, before[i]) || before[i].written == WordCase::other)
      return false;
    const bool high = text == TextCase::mixed ? starts_high(before[i]) : true;
    if (i == names && high && names < 3)
      ++names;
  }
  if (names == 0 || is_civility(before[0].folded))
    return false;
  if (text != TextCase::mixed)
    return is_plain_last(lists, before[0]) ||
           (before.size() > 1 && is_clear_first(lists, before[0]) &&
            is_plain_last(lists, before[1]));
  return is_plain_last(lists, before[0]) ||
         (names >= 2 && is_known(lists, before[0]) && is_known(lists, before[1]));
}

// After "demeurant", "domicilié": the home of a person, unless a company or a body is spoken of.
bool is_home(const NameLists& lists, const TextPlace& place) {
  const Words before = words_before(place.text, place.begin, kWordsBeforeName);
  return std::none_of(before.begin(), before.end(),
                      [&lists](const TextWord& word) { return is_thing(lists, word); });
}

// prenom.nom@ : a person writes; contact@, mairie.durand@ : an office does.
bool is_mailbox_of_person(const NameLists& lists, const TextPlace& place) {
  const std::string folded = fold(place.text.substr(place.begin, place.end - place.begin));
  const std::size_t at = folded.find('@');
  if (at == std::string::npos)
    return false;
  const Words parts = words_after(std::string_view(folded).substr(0, at), 0, 4);
  bool first = false, last = false;
  for (const TextWord& part : parts) {
    std::string letters = part.folded;
    letters.erase(
        std::remove_if(letters.begin(), letters.end(), [](char c) { return c >= '0' && c <= '9'; }),
        letters.end());
    const DictionarySet found = lists.dictionaries->find(letters);
    if ((found & (lists.role_mailbox | lists.thing)) != 0)
      return false;
    if (!first && letters.size() >= 3 && (found & lists.first) != 0)
      first = true;
    else
      last = last || (letters.size() >= 2 && (first || (found & lists.last) != 0));
  }
  const bool initial = parts.size() == 2 && parts[0].folded.size() == 1 &&
                       (lists.dictionaries->find(parts[1].folded) & lists.plain_last) != 0;
  return (first && last) || initial;
}

}  // namespace

bool names_a_person(TextReading reads) {
  switch (reads) {
    case TextReading::name_after_civility:
    case TextReading::family_after:
    case TextReading::full_name_after:
    case TextReading::party_before:
      return true;
    case TextReading::value:
    case TextReading::full_name_here:
    case TextReading::home:
    case TextReading::mailbox:
      return false;
  }
  return false;
}

bool reads_a_name(TextReading reads) {
  return names_a_person(reads) || reads == TextReading::full_name_here;
}

bool names_person(const NameLists& lists, TextReading reads, const TextPlace& match) {
  // A pattern may take the character before its first word: what stands before must be seen whole.
  const Words first = words_after(match.text, match.begin, 1);
  const TextPlace place = {match.text, first.empty() ? match.begin : first[0].begin, match.end};
  switch (reads) {
    case TextReading::value:
      return true;
    case TextReading::name_after_civility:
      return civility_names(lists, place);
    case TextReading::family_after:
      return family_names(lists, place);
    case TextReading::full_name_after:
      return full_name_after(lists, place);
    case TextReading::full_name_here:
      return full_name_here(lists, place);
    case TextReading::party_before:
      return party_before(lists, place);
    case TextReading::home:
      return is_home(lists, place);
    case TextReading::mailbox:
      return is_mailbox_of_person(lists, place);
  }
  return false;
}

}  // namespace aval
