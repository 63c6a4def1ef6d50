// A table through a plan, row by row: nothing but batches in memory, the same bytes whatever the
// threads.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/protect/column_operator.h"
#include "audit/table/table_reader.h"

namespace aval {

// What becomes of the column at that position of the source.
struct ColumnStep {
  std::string name;         // of the output
  PlannedColumn planned;    // keep where the plan says nothing
  std::size_t subject = 0;  // position of the column of the person, where the plan names one
};

struct ColumnOutcome {
  std::uint64_t missing = 0;     // cells without a value
  std::uint64_t as_text = 0;     // tokens of values that are not of the form
  std::uint64_t suppressed = 0;  // unfit cells that were emptied
};

struct TransformOutcome {
  std::uint64_t rows = 0;                     // written
  std::uint64_t rejected_rows = 0;            // not UTF-8 in a column to be transformed: left out
  std::vector<std::uint64_t> first_rejected;  // their record numbers, at most 10
  std::vector<ColumnOutcome> columns;         // by position
};

struct TransformRequest {
  std::vector<ColumnStep> steps;  // one a column of the source
  const OperatorParts* parts = nullptr;
  const RotationParts* rotation = nullptr;  // not null: tokens of an earlier epoch come in
  unsigned threads = 1;
};

// How a row is written, and where the rows of a batch go; `write` is called in the order of the
// file, one call at a time.
struct RowOutput {
  std::function<void(const std::vector<std::string_view>& cells, std::string& out)> append_row;
  std::function<void(std::string_view rows)> write;
};

// Reads `reader` to its end. Error(input) naming row and column at the first cell that its
// operation cannot take and that the plan does not let go; a row with more cells than there are
// columns is one too, since nothing says what they hold.
TransformOutcome transform_table(TableReader& reader, const TransformRequest& request,
                                 const RowOutput& output);

// True when the column does not come out.
bool is_dropped(const ColumnStep& step);
// The names of the columns that come out.
std::vector<std::string_view> output_columns(const TransformRequest& request);

}  // namespace aval
