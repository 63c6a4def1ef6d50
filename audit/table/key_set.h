// Keys that were seen, as 128 bits of hash each: a million keys in some 50 MiB whatever their
// length.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace aval {

class KeySet {
 public:
  // False when it was there already.
  bool insert(std::string_view key);
  bool contains(std::string_view key) const;

 private:
  struct Hash {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    bool operator==(const Hash&) const = default;
  };
  struct FirstHalf {
    std::size_t operator()(const Hash& hash) const { return hash.first; }
  };
  static Hash hash_of(std::string_view key);

  std::unordered_set<Hash, FirstHalf> keys_;
};

}  // namespace aval
