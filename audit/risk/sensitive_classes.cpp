#include "audit/risk/sensitive_classes.h"

#include <algorithm>

#include "audit/risk/k_anonymity.h"

namespace aval {
namespace {

SensitiveClass counted_codes(std::vector<std::uint32_t>& codes) {
  return {count_codes(codes), codes.size(), {}};
}

std::vector<std::uint32_t> codes_of(const CodedColumn& column, std::span<const std::size_t> rows,
                                    MissingRule missing) {
  std::vector<std::uint32_t> codes;
  codes.reserve(rows.size());
  for (const std::size_t row : rows)
    if (missing == MissingRule::own_category || column.codes[row] != kMissingCode)
      codes.push_back(column.codes[row]);
  return codes;
}

void add_counts(SensitiveClass& sum, const SensitiveClass& part) {
  std::vector<ValueCount> merged;
  merged.reserve(sum.values.size() + part.values.size());
  std::merge(sum.values.begin(), sum.values.end(), part.values.begin(), part.values.end(),
             std::back_inserter(merged),
             [](const ValueCount& a, const ValueCount& b) { return a.code < b.code; });
  std::vector<ValueCount> values;
  for (const ValueCount& value : merged) {
    if (values.empty() || values.back().code != value.code)
      values.push_back(value);
    else
      values.back().count += value.count;
  }
  sum.values = std::move(values);
  sum.rows += part.rows;
}

std::vector<SensitiveClass> merge_matching(const CodedTable& table,
                                           std::span<const std::size_t> positions,
                                           const EquivalenceClasses& classes,
                                           const std::vector<SensitiveClass>& own) {
  std::vector<SensitiveClass> merged(own.size());
  for_each_match(table, positions, classes,
                 [&](std::span<const std::size_t> asking, std::span<const std::size_t> matched) {
                   SensitiveClass sum;
                   for (const std::size_t c : matched)
                     add_counts(sum, own[c]);
                   for (const std::size_t c : asking)
                     add_counts(merged[c], sum);
                 });
  for (std::size_t c = 0; c < own.size(); ++c)
    merged[c].witnesses = own[c].witnesses;
  return merged;
}

}  // namespace

std::vector<ValueCount> count_sensitive_of_all(const CodedTable& table,
                                               std::span<const std::size_t> positions,
                                               std::size_t sensitive, MissingRule missing) {
  const EquivalenceClasses classes = group_rows(table, positions, missing);
  std::vector<std::uint32_t> codes = codes_of(table.columns[sensitive], classes.rows, missing);
  return count_codes(codes);
}

SensitiveAttribute count_sensitive(const CodedTable& table, std::span<const std::size_t> positions,
                                   std::size_t sensitive, MissingRule missing) {
  const CodedColumn& column = table.columns[sensitive];
  const EquivalenceClasses classes = group_rows(table, positions, missing);
  SensitiveAttribute attribute;
  std::vector<std::uint32_t> all = codes_of(column, classes.rows, missing);
  attribute.whole = counted_codes(all);
  for (std::size_t c = 0; c < classes.count(); ++c) {
    const auto rows = classes.rows_of(c);
    std::vector<std::uint32_t> codes = codes_of(column, rows, missing);
    attribute.classes.push_back(counted_codes(codes));
    const auto first = rows.first(std::min(rows.size(), kMaxWitnesses));
    attribute.classes.back().witnesses.assign(first.begin(), first.end());
  }
  if (missing == MissingRule::wildcard)
    attribute.classes = merge_matching(table, positions, classes, attribute.classes);
  std::erase_if(attribute.classes, [](const SensitiveClass& c) { return c.rows == 0; });
  return attribute;
}

}  // namespace aval
