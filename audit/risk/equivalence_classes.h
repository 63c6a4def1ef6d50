// Rows that agree on some columns of a coded table, exactly (codes are compared, never hashes).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "audit/base/language.h"
#include "audit/risk/coded_table.h"

namespace aval {

// What a missing value of a quasi-identifier matches. Each tool picks one silently; aval gives all
// three side by side.
enum class MissingRule {
  own_category,  // another missing value only: the attacker sees that it is missing
  wildcard,      // every value (sdcMicro freqCalc)
  excluded       // nothing: the row is left out and counted apart (pyCANON groupby)
};
std::string_view name_of(MissingRule rule);
Text label_of(MissingRule rule);

// Classes are numbered by their first row.
struct EquivalenceClasses {
  std::vector<std::size_t> rows;    // class after class, ascending within one
  std::vector<std::size_t> starts;  // where each class starts in `rows`, then rows.size()

  std::size_t count() const { return starts.empty() ? 0 : starts.size() - 1; }
  std::size_t size(std::size_t of_class) const { return starts[of_class + 1] - starts[of_class]; }
  std::span<const std::size_t> rows_of(std::size_t of_class) const {
    return std::span(rows).subspan(starts[of_class], size(of_class));
  }
};

// Numbers from 0 for distinct (number, code) pairs, in the order they come first.
class PairNumbers {
 public:
  explicit PairNumbers(std::size_t expected);
  std::uint32_t number_of(std::uint32_t number, std::uint32_t code);
  std::uint32_t count() const { return count_; }

 private:
  void grow();
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> numbers_;  // kMissingCode: free
  std::uint32_t count_ = 0;
};

// Rows grouped by the columns at `positions` of table.columns; without any, all rows are one class.
// Missing values match each other; with MissingRule::excluded, rows that lack one are in no class.
// MissingRule::wildcard makes no classes (matching is not transitive): see for_each_match. At most
// 2^32 - 1 rows.
EquivalenceClasses group_rows(const CodedTable& table, std::span<const std::size_t> positions,
                              MissingRule rule);

// Classes (own_category) of the rows that a row may stand for when a missing value matches
// everything. Calls `tell` with classes of one pattern of missing values and classes that all match
// each of these; every pair of matching classes (a class matches itself) is told exactly once, in a
// defined order. At most 64 columns.
using MatchTold =
    std::function<void(std::span<const std::size_t> asking, std::span<const std::size_t> matched)>;
void for_each_match(const CodedTable& table, std::span<const std::size_t> positions,
                    const EquivalenceClasses& classes, const MatchTold& tell);

}  // namespace aval
