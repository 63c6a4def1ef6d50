// Value lists (first names, surnames, communes, diseases...) in one flat table: 64-bit hash of the
// folded entry -> set of dictionaries that hold it. Built at compile time from the pack (or on load
// with --rules DIR); probing allocates nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// Bit i set: dictionary i of the pack holds the entry. At most 63 dictionaries.
using DictionarySet = std::uint64_t;

struct DictionaryInfo {
  std::string name;  // "first_name", "last_name", "commune"... as rules and scan name it
  std::string file;  // inside the pack
  std::string licence;
  std::string source;
  std::uint64_t entries = 0;
};

class Dictionaries {
 public:
  Dictionaries() = default;
  // `table` is the compiled form (dictionary_table.h); it must outlive the object when not owned.
  Dictionaries(std::vector<DictionaryInfo> infos, std::string_view table);
  Dictionaries(std::vector<DictionaryInfo> infos, std::string owned_table);

  // Dictionaries that hold the entry; `folded` as text.h fold() gives it, single spaces inside.
  DictionarySet find(std::string_view folded) const;
  // The set with only that dictionary; 0 when the pack has none of that name.
  DictionarySet bit(std::string_view name) const;
  std::span<const DictionaryInfo> infos() const { return infos_; }
  // Longest entry in words, for phrases inside texts.
  unsigned longest_entry_words() const;

 private:
  void fill_filter();

  std::vector<DictionaryInfo> infos_;
  std::string owned_;
  std::string_view table_;
  // A bit for each run of hashes with the same first bits, set when one of them is an entry: most
  // words are in no list, and are told so by one look. Eight bits an entry or more.
  std::vector<std::uint64_t> filter_;
  unsigned filter_shift_ = 63;
};

}  // namespace aval
