// Rules that bind the columns of a row, wherever their headers or types say that they hold: no
// schema is needed. No cell value leaves.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "audit/scan/table_scan.h"
#include "rules/rule_pack.h"

namespace aval {

enum class RowRuleKind {
  start_before_end,     // "date_debut" is not after "date_fin"
  sex_of_nir,           // the first digit of the NIR tells the sex
  birth_of_nir,         // its year and month are those of the birth date
  age_of_birth,         // the age is the one that the birth date gives, in one same year
  birth_before_death,   // nobody dies before being born
  commune_of_postcode,  // the commune has that postcode
  insee_of_postcode,    // the INSEE code is of a commune with that postcode
  commune_of_insee,     // the commune has that INSEE code
  part_of_whole,        // "dont_femmes" is not more than what it is a part of
  least_to_most         // "prix_min" is not more than "prix_max"
};

struct RowRule {
  RowRuleKind kind = RowRuleKind::start_before_end;
  std::size_t first = 0;  // its column; the start, or the NIR
  std::size_t second = 0;
};

// Rows by the sum of year of birth and age: in the year that the ages were told of, all have that
// year or the one before.
struct AgeRows {
  std::uint64_t rows = 0;
  std::uint64_t alone = 0;  // of them, rows that no other rule is about
  std::uint64_t sound = 0;  // of them, rows that break no other rule
};

struct RowRuleCount {
  RowRule rule;
  std::uint64_t rows = 0;       // where both columns tell something
  std::uint64_t broken = 0;     // of them
  std::map<int, AgeRows> ages;  // of age_of_birth: `rows` and `broken` come from them in the end
  // Of places: the lists of both columns, and that of the pairs that go together.
  std::array<DictionarySet, 3> lists{};
};

struct RowRuleReport {
  std::vector<RowRuleCount> rules;  // in the order of find_row_rules()
  std::uint64_t rows = 0;           // that one rule or more is about
  std::uint64_t broken = 0;         // of them, rows that break one
};

// The rules that the columns of a scanned table call for, by kind, then column.
[[nodiscard]] std::vector<RowRule> find_row_rules(const TableScan& table);

// A report of these rules to which no row was told yet.
[[nodiscard]] RowRuleReport start_row_rules(const std::vector<RowRule>& rules,
                                            const Dictionaries& lists);
// Tells one row to it; parts told by several threads are merged, then finished once.
void check_row(const Batch& batch, std::size_t row, const Dictionaries& lists,
               RowRuleReport& report);
void merge_row_rules(RowRuleReport& report, const RowRuleReport& part);
// `year` is that of the audit: ages are of no later one.
void finish_row_rules(RowRuleReport& report, int year);

[[nodiscard]] std::string_view code_of(RowRuleKind kind);  // "rule.start_end"

}  // namespace aval
