#include "audit/scan/second_reading.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/scan/cell_quality.h"
#include "audit/scan/row_hashes.h"

namespace aval {
namespace {

constexpr std::uint64_t kCellSeed = 0x7365636f6e64;

std::string_view cell_of(const Batch& batch, std::size_t column, std::size_t row) {
  return column < batch.columns.size() ? trim(batch.columns[column][row]) : std::string_view();
}

// What one thread tells of the rows that it reads.
class RowPart {
 public:
  RowPart(const RowQuestions& questions, const Dictionaries& lists)
      : expected(questions.expected), questions_(questions), lists_(lists) {
    rules = start_row_rules(questions.rules, lists);
    for (const LabelPair& pair : questions.labels) {
      labels.emplace_back();
      labels.back().pair = pair;
    }
    keys.resize(questions.keys.size());
  }

  void add(const Batch& batch) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (!rules.rules.empty())
        check_row(batch, row, lists_, rules);
      for (LabelCount& count : labels)
        add_label(batch, row, count);
      for (ExpectedCount& count : expected)
        count.add(cell_of(batch, count.column(), row));
      for (std::size_t k = 0; k < keys.size(); ++k)
        keys[k].add(key_of(batch, row, questions_.keys[k]));
      if (!questions_.required.empty())
        add_required(batch, row);
    }
  }

  RowRuleReport rules;
  std::vector<LabelCount> labels;
  RequiredCount required;
  std::vector<ExpectedCount> expected;
  std::vector<RowHashes> keys;

 private:
  static void add_label(const Batch& batch, std::size_t row, LabelCount& count) {
    const std::string_view code = cell_of(batch, count.pair.code, row);
    const std::string_view label = cell_of(batch, count.pair.label, row);
    if (!code.empty() && !label.empty())
      count.add(hash64(code, kCellSeed), hash64(label, kCellSeed), 1);
  }

  static RowHash key_of(const Batch& batch, std::size_t row,
                        const std::vector<std::size_t>& columns) {
    RowHash hash{0, 0};
    for (const std::size_t c : columns)
      mix_in(hash, c, hash64(cell_of(batch, c, row), kCellSeed));
    return hash;
  }

  void add_required(const Batch& batch, std::size_t row) {
    std::uint64_t filled = 0;
    for (const RequiredColumn& column : questions_.required) {
      const std::string_view cell = cell_of(batch, column.index, row);
      const auto& missing = column.missing_values;
      const bool is_missing = judge_quality(cell).has(QualityFault::missing) ||
                              std::find(missing.begin(), missing.end(), cell) != missing.end();
      filled += is_missing ? 0U : 1U;
    }
    ++required.rows;
    required.filled += filled;
    required.complete += filled == questions_.required.size() ? 1U : 0U;
  }

  const RowQuestions& questions_;
  const Dictionaries& lists_;
};

// The first part takes what the others told.
void merge_parts(std::vector<RowPart>& parts) {
  RowPart& sum = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    merge_row_rules(sum.rules, parts[i].rules);
    for (std::size_t l = 0; l < sum.labels.size(); ++l)
      sum.labels[l].merge(parts[i].labels[l]);
    for (std::size_t e = 0; e < sum.expected.size(); ++e)
      sum.expected[e].merge(parts[i].expected[e]);
    sum.required.rows += parts[i].required.rows;
    sum.required.filled += parts[i].required.filled;
    sum.required.complete += parts[i].required.complete;
  }
}

}  // namespace

RowAnswers read_again(TableReader& reader, const RowQuestions& questions,
                      const SecondReading& how) {
  std::vector<RowPart> parts(std::max(1U, how.threads), RowPart(questions, how.pack.dictionaries));
  run_threads(parts.size(), [&](std::size_t i) {
    Batch batch;
    while (reader.next(batch))
      parts[i].add(batch);
  });
  merge_parts(parts);
  RowPart& sum = parts.front();
  finish_row_rules(sum.rules, how.year);
  RowAnswers answers{std::move(sum.rules), {}, sum.required, std::move(sum.expected), {}};
  for (const LabelCount& count : sum.labels)
    answers.dependencies.push_back(dependency_of(count));
  for (std::size_t k = 0; k < questions.keys.size(); ++k) {
    std::vector<RowHashes> sets;
    sets.reserve(parts.size());
    for (RowPart& part : parts)
      sets.push_back(std::move(part.keys[k]));
    answers.key_repeats.push_back(count_duplicates(sets, parts.size()));
  }
  return answers;
}

}  // namespace aval
