#include "audit/table/key_set.h"

#include "audit/base/text.h"

namespace aval {

KeySet::Hash KeySet::hash_of(std::string_view key) {
  constexpr std::uint64_t kFirstSeed = 0x6b657931;
  constexpr std::uint64_t kSecondSeed = 0x6b657932;
  return {hash64(key, kFirstSeed), hash64(key, kSecondSeed)};
}

bool KeySet::insert(std::string_view key) {
  return keys_.insert(hash_of(key)).second;
}

bool KeySet::contains(std::string_view key) const {
  return keys_.contains(hash_of(key));
}

}  // namespace aval
