// Whether the words at a place of a sentence name a natural person. A name is known by what stands
// around it (a civility, "consorts", "recours de"), by lists of names and by capitals; a street, a
// school, a shop or a prize that bears a name is none.
#pragma once

#include <string_view>

#include "rules/rule.h"

namespace aval {

struct NameLists;  // name_words.h

// A match of a text pattern: bytes [begin, end) of `text`.
struct TextPlace {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Does a hit of that reading name a person strongly enough to stand alone? A full name with no
// context does not: streets and schools bear them too.
bool names_a_person(TextReading reads);

// Does that reading look for a name of words (a mailbox is one word)?
bool reads_a_name(TextReading reads);

// `reads` says where the name stands around the match. Always true for TextReading::value.
bool names_person(const NameLists& lists, TextReading reads, const TextPlace& place);

}  // namespace aval
