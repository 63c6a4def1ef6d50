// The compiled form of the dictionaries of a pack.
//
//   table := "AVALDIC1" u64 entries u64 longest_words  { u64 hash u64 set } ...
// Integers are little-endian; entries are sorted by hash, each hash once, sets as in dictionary.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/base/error.h"
#include "rules/dictionary.h"

namespace aval {

inline constexpr std::uint64_t kDictionarySeed = 0x6469637431;

// One list of a pack: `content` is the file; the first line names the columns when `column` is not
// empty.
struct DictionarySource {
  DictionaryInfo info;
  std::string place;  // "pack.json#/dictionaries/2", for problems
  std::string_view content;
  // Of a tab-separated file; empty: one entry a line. "|" parts the values of a cell. Of two
  // columns, "postal_codes*name", every pair is an entry (dictionary_pair()).
  std::string column;
  std::string
      where;  // "count>=500", "proxy=religion", "also_word=0", joined by "&"; empty: all rows
};

// The entry of two folded values that belong together.
std::string dictionary_pair(std::string_view first, std::string_view second);

// Adds what is wrong (a column that is not there, a condition that cannot be read, a list that is
// empty or not UTF-8) to `problems`.
std::string compile_dictionaries(std::vector<DictionarySource>& sources,
                                 std::vector<Problem>& problems);

}  // namespace aval
