// The rows of a part of a table as later readings of the whole need them: which cells of a column
// are equal, and which rows keep the rules between columns. Hashes, no value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/scan/row_rules.h"
#include "audit/scan/table_quality.h"
#include "audit/table/table_reader.h"

namespace aval {

// The cells of one column, each distinct value kept once.
struct CodedCells {
  std::size_t column = 0;
  std::vector<std::uint64_t> hashes;  // of each distinct value
  std::vector<std::uint64_t> folded;  // of each, JudgedValue::folded
  std::vector<std::uint32_t> codes;   // by row: 0 without value, else 1 + a place in `hashes`
};

// What each row says of a rule.
enum class RuleAnswer : char { untold, kept, broken };
struct RuleAnswers {
  RowRule rule;
  std::string rows;  // one RuleAnswer a row; shorter when the last rows tell nothing
};

struct RowColumns {
  std::uint64_t rows = 0;
  bool all_columns = false;  // every column and every rule is kept, if only as "nothing is told"
  std::vector<CodedCells> columns;
  std::vector<RuleAnswers> rules;  // those that a row or more is about

  // Null when it is not kept, or when no row has a value there.
  const CodedCells* find(std::size_t column) const;
};

// What of the rows is kept.
struct KeptColumns {
  bool all = true;                   // else:
  std::vector<std::size_t> columns;  // these, sorted
  std::vector<RowRule> rules;
};

// Reads `reader`, freshly opened, to its end, from the calling thread.
[[nodiscard]] RowColumns read_row_columns(TableReader& reader, const KeptColumns& kept);

// What complete_quality() and add_rules() ask, of all parts together. Error(input) naming the
// column that a part did not keep.
[[nodiscard]] EntityCount count_entities(const std::vector<RowColumns>& parts,
                                         const std::vector<std::size_t>& columns, unsigned threads);
[[nodiscard]] RowRuleReport check_row_rules(const std::vector<RowColumns>& parts,
                                            const std::vector<RowRule>& rules);
// Error(input) when a part did not keep one of them.
void require_columns(const std::vector<RowColumns>& parts, const std::vector<std::size_t>& columns);

}  // namespace aval
