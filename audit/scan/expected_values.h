// What a user says that a column should hold: so many different values, every year or month of a
// period, or the values of a list.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "audit/scan/table_scan.h"

namespace aval {

struct Expectation {
  enum class Kind { number, years, months, list };

  std::string column;  // its name, as the user writes it
  Kind kind = Kind::number;
  std::uint64_t number = 0;                   // of values expected
  std::unordered_set<std::string> members{};  // "2024", "2024-03", or folded values of the list
};

// "COLUMN=31", "COLUMN=2020..2024", "COLUMN=2024-01..2024-12", "COLUMN=FILE" (one value a line).
// Error(usage) that says what may stand there; Error(input) for a list that cannot be read or is
// empty.
[[nodiscard]] Expectation read_expectation(const std::string& option);

// The column of that name (case, accents, "_" and "-" apart); nothing when the table has none.
[[nodiscard]] std::optional<std::size_t> column_of(const Expectation& expected,
                                                   const TableScan& table);

// Different values met in one column; merged exactly. Beyond a million the count is not known.
class ExpectedCount {
 public:
  ExpectedCount(const Expectation& expected, std::size_t column)
      : expected_(&expected), column_(column) {}

  void add(std::string_view cell);
  void merge(const ExpectedCount& other);

  std::size_t column() const { return column_; }
  std::uint64_t present() const;
  std::uint64_t of() const { return expected_->number; }
  bool is_untold() const { return too_many_; }

 private:
  static constexpr std::size_t kMostValues = 1000000;

  const Expectation* expected_;
  std::size_t column_;
  std::unordered_set<std::uint64_t> seen_;  // hashes
  bool too_many_ = false;
};

}  // namespace aval
