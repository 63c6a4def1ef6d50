#include "audit/risk/record_grouping.h"

#include <algorithm>
#include <limits>

namespace aval {
namespace {

constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

// How many parts go into each word: as many as the product of their codes allows.
std::vector<std::size_t> parts_of_words(const std::vector<KeyPart>& parts) {
  std::vector<std::size_t> ends;
  std::uint64_t product = 1;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (product > std::numeric_limits<std::uint64_t>::max() / parts[p].codes) {
      ends.push_back(p);
      product = 1;
    }
    product *= parts[p].codes;
  }
  ends.push_back(parts.size());
  return ends;
}

// The words of every item, one after the other.
std::vector<std::uint64_t> key_words(const std::vector<KeyPart>& parts,
                                     const std::vector<std::uint32_t>& items, std::size_t count) {
  const std::vector<std::size_t> ends = parts_of_words(parts);
  const std::size_t width = ends.size();
  std::vector<std::uint64_t> words(width * count, 0);
  std::size_t begin = 0;
  for (std::size_t w = 0; w < width; ++w) {
    for (std::size_t p = begin; p < ends[w]; ++p) {
      const KeyPart& part = parts[p];
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t item = items.empty() ? static_cast<std::uint32_t>(i) : items[i];
        const std::uint32_t code =
            part.map == nullptr ? part.code_of[item] : part.map[part.code_of[item]];
        words[i * width + w] = words[i * width + w] * part.codes + code;
      }
    }
    begin = ends[w];
  }
  return words;
}

std::uint64_t mixed(const std::uint64_t* words, std::size_t width) {
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL;  // 2^64 over the golden ratio (Knuth, volume 3)
  for (std::size_t w = 0; w < width; ++w) {
    hash = (hash ^ words[w]) * 0xff51afd7ed558ccdULL;  // the finalizer of MurmurHash3
    hash ^= hash >> 32U;
  }
  return hash;
}

}  // namespace

KeyGroups group_by_key(const std::vector<KeyPart>& parts, const std::vector<std::uint32_t>& items,
                       std::size_t count) {
  const std::vector<std::uint64_t> words = key_words(parts, items, count);
  const std::size_t width = count == 0 ? 1 : words.size() / count;
  std::size_t slots = 16;
  while (slots < count * 2)
    slots *= 2;
  std::vector<std::uint32_t> table(slots, kFree);
  KeyGroups groups;
  groups.group_of_item.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t* key = &words[i * width];
    std::size_t slot = mixed(key, width) & (slots - 1);
    while (table[slot] != kFree &&
           !std::equal(key, key + width, &words[groups.first_item[table[slot]] * width]))
      slot = (slot + 1) & (slots - 1);
    if (table[slot] == kFree) {
      table[slot] = static_cast<std::uint32_t>(groups.first_item.size());
      groups.first_item.push_back(static_cast<std::uint32_t>(i));
    }
    groups.group_of_item[i] = table[slot];
  }
  return groups;
}

}  // namespace aval
