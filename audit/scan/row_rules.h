// Rules that bind the columns of a row, wherever their headers or types say that they hold: no
// schema is needed. No cell value leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "audit/scan/table_scan.h"

namespace aval {

enum class RowRuleKind {
  start_before_end,  // "date_debut" is not after "date_fin"
  sex_of_nir,        // the first digit of the NIR tells the sex
  birth_of_nir       // its year and month are those of the birth date
};

struct RowRule {
  RowRuleKind kind = RowRuleKind::start_before_end;
  std::size_t first = 0;  // its column; the start, or the NIR
  std::size_t second = 0;
};

// Does a row keep the rule? Nothing when one of its two cells does not tell.
[[nodiscard]] std::optional<bool> keeps(RowRuleKind kind, std::string_view first,
                                        std::string_view second);
// Could rules about a NIR say anything of that cell?
[[nodiscard]] bool starts_as_nir(std::string_view cell);

struct RowRuleCount {
  RowRule rule;
  std::uint64_t rows = 0;    // where both columns tell something
  std::uint64_t broken = 0;  // of them
};

struct RowRuleReport {
  std::vector<RowRuleCount> rules;  // in the order of find_row_rules()
  std::uint64_t rows = 0;           // that one rule or more is about
  std::uint64_t broken = 0;         // of them, rows that break one
};

// The periods that headers name, whatever the columns hold.
void add_periods(const TableScan& table, std::vector<RowRule>& rules);
// The rules that the columns of a scanned table call for, by kind, then column.
[[nodiscard]] std::vector<RowRule> find_row_rules(const TableScan& table);
// Reads `reader`, freshly opened, to its end. Same whatever the number of threads.
[[nodiscard]] RowRuleReport check_row_rules(TableReader& reader, const std::vector<RowRule>& rules,
                                            unsigned threads);
[[nodiscard]] std::string_view code_of(RowRuleKind kind);  // "rule.start_end"

}  // namespace aval
