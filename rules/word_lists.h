// Short closed lists of words that the judgement reads: what a row is about, who holds a role, what
// says "no value". Data of the pack (words.tsv), so that a local authority can add its own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/base/error.h"

namespace aval {

enum class WordList {
  person_row,        // words of headers and file names that say: a row is a person
  count_row,         // ... a row counts
  thing_row,         // ... a row is a thing, a place, a line of accounts
  organisation_row,  // ... a row is an organisation
  role,              // words of headers for someone in an elected or professional role
  employer,          // words of headers for who employs the person of the row
  place_or_body,     // words inside values that name a street, a building or an organisation
  missing,           // whole values that say "no value"
  sex,               // whole values: sex and civility
  boolean,           // whole values: yes and no
  particle,          // small words inside names of persons
  civility,          // words before names of persons
  living_thing,  // words of headers for trees and animals, which have ages, families and sexes too
  opaque,        // words of headers that say nothing ("champ_01")
  file,          // words of headers for a file or a version of one
  digest,        // words of headers that say no more than "digest" or "hash"
  secret,        // words of headers for a password or a key
  about_secret,  // words of headers that speak about a password: its date, its length
  contact,       // words of headers for somebody to reach about a thing, beside those of `role`
  announcing,    // words that open a description and say nothing ("ce champ contient")
  remark,        // words of headers over what somebody wrote about a case
  party          // words of headers for a side that may be a body or a natural person
};

inline constexpr std::size_t kWordLists = static_cast<std::size_t>(WordList::party) + 1;

// Bit i set: list i holds the word.
using WordListSet = std::uint32_t;
static_assert(kWordLists <= 32);

constexpr bool has_list(WordListSet lists, WordList list) {
  return (lists >> static_cast<unsigned>(list) & 1U) != 0;
}

std::string_view name_of(WordList list);
std::optional<WordList> find_word_list(std::string_view name);

// Safe to read from several threads once filled.
class WordLists {
 public:
  // `word` as text.h fold() gives it.
  void add(WordList list, std::string_view word);
  WordListSet lists_of(std::string_view folded) const;
  bool holds(WordList list, std::string_view folded) const {
    return has_list(lists_of(folded), list);
  }
  std::size_t size() const;  // words, counted in each list that holds them

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const;
  };
  std::unordered_map<std::string, WordListSet, Hash, std::equal_to<>> lists_;
  std::size_t longest_ = 0;  // bytes; most values are longer than any word of a list
  // A bit for each group of hashes, set when one is of a word: most values are told so to be none.
  std::array<std::uint64_t, 512> filter_{};
};

// Reads "list<TAB>word" lines after one header line; what cannot be read goes to `problems` with
// its line in `file`.
WordLists read_word_lists(std::string_view content, const std::string& file,
                          std::vector<Problem>& problems);

}  // namespace aval
