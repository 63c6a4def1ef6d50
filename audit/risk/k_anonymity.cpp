#include "audit/risk/k_anonymity.h"

#include <algorithm>

namespace aval {
namespace {

void keep_smallest(std::vector<std::uint64_t>& numbers, std::uint64_t number) {
  numbers.insert(std::upper_bound(numbers.begin(), numbers.end(), number), number);
  if (numbers.size() > kMaxWitnesses)
    numbers.pop_back();
}

}  // namespace

std::uint64_t KAnonymity::records_below(std::uint64_t threshold) const {
  std::uint64_t below = 0;
  for (const auto& [size, count] : records_by_size)
    below += size < threshold ? count : 0;
  return below;
}

std::vector<std::uint64_t> matching_rows(const CodedTable& table,
                                         std::span<const std::size_t> positions,
                                         const EquivalenceClasses& classes) {
  std::vector<std::uint64_t> matching(classes.count(), 0);
  for_each_match(table, positions, classes,
                 [&](std::span<const std::size_t> asking, std::span<const std::size_t> matched) {
                   std::uint64_t rows = 0;
                   for (const std::size_t c : matched)
                     rows += classes.size(c);
                   for (const std::size_t c : asking)
                     matching[c] += rows;
                 });
  return matching;
}

void merge_k(const KAnonymity& part, KAnonymity& whole) {
  whole.records += part.records;
  whole.left_out += part.left_out;
  if (part.classes)
    whole.classes = whole.classes.value_or(0) + *part.classes;
  for (const auto& [size, records] : part.records_by_size)
    whole.records_by_size[size] += records;
  whole.unique_records += part.unique_records;
  if (part.k == 0)
    return;
  if (whole.k == 0 || part.k < whole.k) {
    whole.k = part.k;
    whole.witnesses = part.witnesses;
  } else if (part.k == whole.k) {
    for (const std::uint64_t number : part.witnesses)
      keep_smallest(whole.witnesses, number);
  }
}

KAnonymity measure_k(const CodedTable& table, std::span<const std::size_t> positions,
                     MissingRule missing) {
  const EquivalenceClasses classes = group_rows(table, positions, missing);
  std::vector<std::uint64_t> sizes(classes.count());
  for (std::size_t c = 0; c < sizes.size(); ++c)
    sizes[c] = classes.size(c);
  if (missing == MissingRule::wildcard)
    sizes = matching_rows(table, positions, classes);
  return k_of_sizes(table, classes, sizes, missing);
}

KAnonymity k_of_sizes(const CodedTable& table, const EquivalenceClasses& classes,
                      const std::vector<std::uint64_t>& sizes, MissingRule missing) {
  KAnonymity result;
  result.missing = missing;
  if (missing != MissingRule::wildcard)
    result.classes = classes.count();
  result.records = classes.rows.size();
  result.left_out = table.rows() - result.records;
  if (!sizes.empty())
    result.k = *std::min_element(sizes.begin(), sizes.end());
  for (std::size_t c = 0; c < sizes.size(); ++c) {
    result.records_by_size[sizes[c]] += classes.size(c);
    if (sizes[c] == result.k)
      for (const std::size_t row :
           classes.rows_of(c).first(std::min(classes.size(c), kMaxWitnesses)))
        keep_smallest(result.witnesses, table.record_numbers[row]);
  }
  result.unique_records = result.records_below(2);
  return result;
}

}  // namespace aval
