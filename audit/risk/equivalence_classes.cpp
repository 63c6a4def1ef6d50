#include "audit/risk/equivalence_classes.h"

#include <algorithm>
#include <bit>
#include <map>

namespace aval {
namespace {

// Finalizer of SplitMix64 (Steele and others, 2014).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

bool lacks_value(const CodedTable& table, std::span<const std::size_t> positions, std::size_t row) {
  return std::any_of(positions.begin(), positions.end(), [&](std::size_t position) {
    return table.columns[position].codes[row] == kMissingCode;
  });
}

// Counting sort of `items` by their number.
EquivalenceClasses gather(const std::vector<std::size_t>& items,
                          const std::vector<std::uint32_t>& numbers, std::size_t count) {
  EquivalenceClasses classes;
  classes.starts.assign(count + 1, 0);
  for (const std::uint32_t number : numbers)
    ++classes.starts[number + 1];
  for (std::size_t c = 0; c < count; ++c)
    classes.starts[c + 1] += classes.starts[c];
  std::vector<std::size_t> place(classes.starts.begin(), classes.starts.end() - 1);
  classes.rows.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    classes.rows[place[numbers[i]]++] = items[i];
  return classes;
}

// `items` grouped by codes: code_of(position, item).
template <typename CodeOf>
EquivalenceClasses group_items(const std::vector<std::size_t>& items,
                               std::span<const std::size_t> positions, CodeOf code_of) {
  std::vector<std::uint32_t> numbers(items.size(), 0);
  std::size_t count = items.empty() ? 0 : 1;
  for (const std::size_t position : positions) {
    PairNumbers pairs(count);
    for (std::size_t i = 0; i < items.size(); ++i)
      numbers[i] = pairs.number_of(numbers[i], code_of(position, items[i]));
    count = pairs.count();
  }
  return gather(items, numbers, count);
}

using Mask = std::uint64_t;  // one bit a position, set where the value is missing

Mask mask_of(const CodedTable& table, std::span<const std::size_t> positions, std::size_t row) {
  Mask mask = 0;
  for (std::size_t i = 0; i < positions.size(); ++i)
    if (table.columns[positions[i]].codes[row] == kMissingCode)
      mask |= Mask{1} << i;
  return mask;
}

std::vector<std::size_t> known_positions(std::span<const std::size_t> positions, Mask missing) {
  std::vector<std::size_t> known;
  known.reserve(positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    if ((missing >> i & 1U) == 0)
      known.push_back(positions[i]);
  return known;
}

struct Matching {
  const CodedTable& table;
  const EquivalenceClasses& classes;
  const MatchTold& tell;
};

void tell_agreeing(const Matching& matching, const std::vector<std::size_t>& positions,
                   const std::vector<std::size_t>& asking,
                   const std::vector<std::size_t>& matched) {
  std::vector<std::size_t> items;  // even: asking, odd: matched
  items.reserve(asking.size() + matched.size());
  for (const std::size_t c : asking)
    items.push_back(c * 2);
  for (const std::size_t c : matched)
    items.push_back(c * 2 + 1);
  const EquivalenceClasses agreeing =
      group_items(items, positions, [&matching](std::size_t position, std::size_t item) {
        const std::size_t row = matching.classes.rows_of(item / 2).front();
        return matching.table.columns[position].codes[row];
      });
  for (std::size_t g = 0; g < agreeing.count(); ++g) {
    std::vector<std::size_t> askers, found;
    for (const std::size_t item : agreeing.rows_of(g))
      (item % 2 == 0 ? askers : found).push_back(item / 2);
    if (!askers.empty() && !found.empty())
      matching.tell(askers, found);
  }
}

}  // namespace

std::string_view name_of(MissingRule rule) {
  switch (rule) {
    case MissingRule::own_category:
      return "own_category";
    case MissingRule::wildcard:
      return "wildcard";
    case MissingRule::excluded:
      return "excluded";
  }
  return "";
}

Text label_of(MissingRule rule) {
  switch (rule) {
    case MissingRule::own_category:
      return {"une valeur absente est une valeur comme une autre",
              "a missing value is a value like another"};
    case MissingRule::wildcard:
      return {"une valeur absente peut être n'importe laquelle",
              "a missing value may be any value"};
    case MissingRule::excluded:
      return {"les lignes à valeur absente sont laissées de côté",
              "rows with a missing value are left out"};
  }
  return {};
}

PairNumbers::PairNumbers(std::size_t expected)
    : keys_(std::bit_ceil(std::max<std::size_t>(16, expected * 2))),
      numbers_(keys_.size(), kMissingCode) {}

std::uint32_t PairNumbers::number_of(std::uint32_t number, std::uint32_t code) {
  const std::uint64_t key = std::uint64_t{number} << 32U | code;
  const std::size_t mask = keys_.size() - 1;
  std::size_t slot = mixed(key) & mask;
  while (numbers_[slot] != kMissingCode) {
    if (keys_[slot] == key)
      return numbers_[slot];
    slot = (slot + 1) & mask;
  }
  keys_[slot] = key;
  numbers_[slot] = count_++;
  const std::uint32_t given = numbers_[slot];
  if (std::size_t{count_} * 2 > keys_.size())
    grow();
  return given;
}

void PairNumbers::grow() {
  std::vector<std::uint64_t> keys(keys_.size() * 2);
  std::vector<std::uint32_t> numbers(keys.size(), kMissingCode);
  const std::size_t mask = keys.size() - 1;
  for (std::size_t old = 0; old < keys_.size(); ++old) {
    if (numbers_[old] == kMissingCode)
      continue;
    std::size_t slot = mixed(keys_[old]) & mask;
    while (numbers[slot] != kMissingCode)
      slot = (slot + 1) & mask;
    keys[slot] = keys_[old];
    numbers[slot] = numbers_[old];
  }
  keys_ = std::move(keys);
  numbers_ = std::move(numbers);
}

EquivalenceClasses group_rows(const CodedTable& table, std::span<const std::size_t> positions,
                              MissingRule rule) {
  std::vector<std::size_t> rows;
  rows.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (rule != MissingRule::excluded || !lacks_value(table, positions, row))
      rows.push_back(row);
  return group_items(rows, positions, [&table](std::size_t position, std::size_t row) {
    return table.columns[position].codes[row];
  });
}

void for_each_match(const CodedTable& table, std::span<const std::size_t> positions,
                    const EquivalenceClasses& classes, const MatchTold& tell) {
  if (positions.size() > 64)
    throw Error(ErrorKind::usage, "--quasi",
                {"au plus 64 quasi-identifiants", "at most 64 quasi-identifiers"});
  const Matching matching{table, classes, tell};
  std::map<Mask, std::vector<std::size_t>> by_mask;
  for (std::size_t c = 0; c < classes.count(); ++c)
    by_mask[mask_of(table, positions, classes.rows_of(c).front())].push_back(c);
  for (const auto& [mask, asking] : by_mask) {
    // Two classes match when they agree wherever both have a value.
    std::map<Mask, std::vector<std::size_t>> by_union;
    for (const auto& [other, members] : by_mask) {
      auto& list = by_union[mask | other];
      list.insert(list.end(), members.begin(), members.end());
    }
    for (const auto& [missing, matched] : by_union)
      tell_agreeing(matching, known_positions(positions, missing), asking, matched);
  }
}

}  // namespace aval
