#include "rules/dictionary.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "audit/base/text.h"
#include "rules/dictionary_table.h"

namespace aval {
namespace {

constexpr std::size_t kHeaderBytes = 24;
constexpr std::size_t kEntryBytes = 16;

std::uint64_t read_u64(std::string_view table, std::size_t offset) {
  std::uint64_t value = 0;
  std::memcpy(&value, table.data() + offset, sizeof value);
  if constexpr (std::endian::native == std::endian::big)
    value = __builtin_bswap64(value);
  return value;
}

// Where `hash` stands if it does. Hashes are spread evenly, so that it stands within a few square
// roots of `count` from its share of the range: the bracket doubles from there.
std::pair<std::uint64_t, std::uint64_t> bracket_of(std::string_view table, std::uint64_t count,
                                                   std::uint64_t hash) {
  __extension__ using Wide = unsigned __int128;
  const auto guess = static_cast<std::uint64_t>(static_cast<Wide>(hash) * count >> 64);
  const auto hash_at = [table](std::uint64_t entry) {
    return read_u64(table, kHeaderBytes + entry * kEntryBytes);
  };
  std::uint64_t low = guess, high = guess;
  for (std::uint64_t step = 32; low > 0 && hash_at(low) > hash; step *= 2)
    low -= std::min(low, step);
  for (std::uint64_t step = 32; high < count && hash_at(high) <= hash; step *= 2)
    high += std::min(count - high, step);
  return {low, high};
}

}  // namespace

Dictionaries::Dictionaries(std::vector<DictionaryInfo> infos, std::string_view table)
    : infos_(std::move(infos)), table_(table) {
  fill_filter();
}

Dictionaries::Dictionaries(std::vector<DictionaryInfo> infos, std::string owned_table)
    : infos_(std::move(infos)), owned_(std::move(owned_table)) {
  fill_filter();
}

void Dictionaries::fill_filter() {
  const std::string_view table = owned_.empty() ? table_ : std::string_view(owned_);
  const std::uint64_t count = table.size() < kHeaderBytes ? 0 : read_u64(table, 8);
  const auto bits = static_cast<unsigned>(std::bit_width(std::max<std::uint64_t>(count, 8) * 8));
  filter_shift_ = 64 - bits;
  filter_.assign(std::size_t{1} << (bits - 6), 0);
  for (std::uint64_t entry = 0; entry < count; ++entry) {
    const std::uint64_t place =
        read_u64(table, kHeaderBytes + entry * kEntryBytes) >> filter_shift_;
    filter_[place / 64] |= 1ULL << (place % 64);
  }
}

DictionarySet Dictionaries::find(std::string_view folded) const {
  const std::string_view table = owned_.empty() ? table_ : std::string_view(owned_);
  if (table.size() < kHeaderBytes)
    return 0;
  const std::uint64_t count = read_u64(table, 8);
  const std::uint64_t hash = hash64(folded, kDictionarySeed);
  const std::uint64_t place = hash >> filter_shift_;
  if ((filter_[place / 64] >> (place % 64) & 1U) == 0)
    return 0;
  auto [low, high] = bracket_of(table, count, hash);
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    const std::uint64_t here = read_u64(table, kHeaderBytes + middle * kEntryBytes);
    if (here == hash)
      return read_u64(table, kHeaderBytes + middle * kEntryBytes + 8);
    if (here < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

DictionarySet Dictionaries::bit(std::string_view name) const {
  for (std::size_t i = 0; i < infos_.size(); ++i)
    if (infos_[i].name == name)
      return DictionarySet{1} << i;
  return 0;
}

unsigned Dictionaries::longest_entry_words() const {
  const std::string_view table = owned_.empty() ? table_ : std::string_view(owned_);
  return table.size() < kHeaderBytes ? 0 : static_cast<unsigned>(read_u64(table, 16));
}

}  // namespace aval
