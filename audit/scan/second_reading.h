// What is told of whole rows once the columns are known: one more reading of the table, only when
// something asks for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/scan/expected_values.h"
#include "audit/scan/label_pairs.h"
#include "audit/scan/row_rules.h"
#include "rules/rule_pack.h"

namespace aval {

// A column that must be filled on every row.
struct RequiredColumn {
  std::size_t index = 0;
  std::vector<std::string> missing_values;  // that a schema declares, beside empty cells, words
                                            // for no value and errors of spreadsheets
};

struct RowQuestions {
  std::vector<RowRule> rules;
  std::vector<LabelPair> labels;
  std::vector<RequiredColumn> required;
  std::vector<ExpectedCount> expected;
  std::vector<std::vector<std::size_t>> keys;  // sets of columns that may tell every row apart

  bool empty() const {
    return rules.empty() && labels.empty() && required.empty() && expected.empty() && keys.empty();
  }
};

struct RequiredCount {
  std::uint64_t rows = 0;
  std::uint64_t complete = 0;  // with every required cell filled
  std::uint64_t filled = 0;    // required cells that are
};

struct RowAnswers {
  RowRuleReport rules;
  std::vector<Dependency> dependencies;
  RequiredCount required;
  std::vector<ExpectedCount> expected;
  std::vector<std::uint64_t> key_repeats;  // rows beyond the first of each key, by set
};

// Whose threads read, by what rules, and in which year of the audit (0: not known).
struct SecondReading {
  const RulePack& pack;
  unsigned threads = 1;
  int year = 0;
};

// Reads `reader`, freshly opened, to its end. Same whatever the number of threads.
[[nodiscard]] RowAnswers read_again(TableReader& reader, const RowQuestions& questions,
                                    const SecondReading& how);

}  // namespace aval
