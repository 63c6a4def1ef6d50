// What the words of a name are: known to lists, written like names, or the words that turn a name
// into the name of a street, a school or a shop. Shared by the readings of person_name.h.
#pragma once

#include <string_view>
#include <vector>

#include "rules/dictionary.h"
#include "rules/text_words.h"

namespace aval {

using Words = std::vector<TextWord>;

// As many words as a name and its surroundings take; more would reach the next sentence.
inline constexpr std::size_t kWordsAfterName = 8;
inline constexpr std::size_t kWordsBeforeName = 7;

// The lists of a pack that names are read with; sets are 0 for lists that the pack lacks.
struct NameLists {
  const Dictionaries* dictionaries = nullptr;
  DictionarySet first = 0;
  DictionarySet frequent_first = 0;
  DictionarySet ambiguous_first = 0;
  DictionarySet last = 0;
  DictionarySet plain_last = 0;
  DictionarySet thing = 0;
  DictionarySet thing_of = 0;
  DictionarySet role = 0;
  DictionarySet role_mailbox = 0;
};

// `dictionaries` must outlive the lists.
NameLists name_lists_of(const Dictionaries& dictionaries);

// All four take one folded word.
bool is_civility(std::string_view word);
bool is_particle(std::string_view word);
bool is_article(std::string_view word);
bool is_of(std::string_view word);
// Words that end what stands before a name: "rue Neuve à M. Durand" gives something to somebody.
bool begins_a_complement(std::string_view word);
// "M. X", "Mme Y": a name that was taken out.
bool is_masked(std::string_view word);

DictionarySet lists_of(const NameLists& lists, const TextWord& word);
bool starts_high(const TextWord& word);
// Does a word of that spelling stand out as a name in a text of that spelling?
bool stands_out(const TextWord& word, TextCase text);
bool is_known(const NameLists& lists, const TextWord& word);       // a first name or a surname
bool is_plain_last(const NameLists& lists, const TextWord& word);  // a surname and nothing else
bool is_first(const NameLists& lists, const TextWord& word);
bool is_clear_first(const NameLists& lists, const TextWord& word);  // frequent, and nothing else
bool is_thing(const NameLists& lists, const TextWord& word);

// The first word of the name: civilities in a row ("M. et Mme") and particles are passed over.
// `article` becomes true when an article is among them.
std::size_t skip_to_name(const Words& after, bool& article);

// A first name and a surname from `i` on, in either order. Words of a double first name count as
// one.
bool is_full_name(const NameLists& lists, const Words& after, std::size_t i, TextCase text);

// Does what stands before the name make it the name of a thing? `before` as words_before gives it.
bool names_a_thing(const NameLists& lists, const Words& before);

// "Mr Leon's School", "Mrs Baker Bakery": a shop sign. `name`: index of the name in `after`.
bool signs_a_business(const NameLists& lists, const Words& after, std::size_t name);

}  // namespace aval
