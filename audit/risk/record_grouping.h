// Groups by several codes at once, exactly: codes are packed into as few 64-bit words as they need.
#pragma once

#include <cstdint>
#include <vector>

namespace aval {

// One code of each key: below `codes`.
struct KeyPart {
  const std::uint32_t* code_of = nullptr;  // by item
  // Not null: the code is map[code_of[item]].
  const std::uint32_t* map = nullptr;
  std::uint64_t codes = 1;  // at least 1
};

struct KeyGroups {
  std::vector<std::uint32_t> group_of_item;  // groups are numbered as they appear
  std::vector<std::uint32_t> first_item;     // of each group
};

// Items are `items[i]`, looked up in the parts; with items empty they are 0 to `count` - 1. Groups
// of equal keys; the result is by position in `items`.
KeyGroups group_by_key(const std::vector<KeyPart>& parts, const std::vector<std::uint32_t>& items,
                       std::size_t count);

}  // namespace aval
