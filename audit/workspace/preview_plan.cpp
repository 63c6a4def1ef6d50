#include "audit/workspace/preview_plan.h"

#include <algorithm>
#include <cstring>
#include <deque>

#include "audit/base/spill_file.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/protect/hierarchy.h"
#include "audit/risk/class_counts.h"
#include "audit/workspace/table_output.h"

namespace aval {
namespace {

// Rows on their way from the operators to the counts: 16 bytes a column, then 16 for the row.
constexpr std::size_t kKeyBytes = 16;
constexpr std::uint64_t kMemoryParts = 8;  // of the machine's memory, all counts together

void append_key(const ClassKey& key, std::string& out) {
  for (const std::uint64_t half : {key.first, key.second})
    out.append(reinterpret_cast<const char*>(&half), sizeof half);
}

ClassKey read_key(const char* at) {
  ClassKey key;
  std::memcpy(&key.first, at, sizeof key.first);
  std::memcpy(&key.second, at + sizeof key.first, sizeof key.second);
  return key;
}

void append_row(const std::vector<std::string_view>& cells, std::string& out) {
  ClassKey row{1, 2};
  for (const std::string_view whole : cells) {
    const std::string_view cell = trim(whole);
    append_key({hash64(cell, 1), hash64(cell, 2)}, out);
    row.first = hash64(cell, row.first);
    row.second = hash64(cell, ~row.second);
  }
  append_key(row, out);
}

// Classes of whole rows, and different values of each column.
struct RowCounts {
  std::uint64_t rows = 0;
  std::deque<ClassCounts> of_columns;  // a lock cannot be moved
  ClassCounts of_rows;

  RowCounts(std::size_t columns, std::uint64_t memory) : of_rows(memory) {
    for (std::size_t c = 0; c < columns; ++c)
      of_columns.emplace_back(memory);
  }
};

void add_rows(std::string_view rows, RowCounts& counts) {
  const std::size_t columns = counts.of_columns.size();
  const std::size_t row_bytes = (columns + 1) * kKeyBytes;
  const std::size_t count = rows.size() / row_bytes;
  counts.rows += count;
  std::vector<ClassKey> keys;
  for (std::size_t c = 0; c <= columns; ++c) {
    keys.clear();
    for (std::size_t row = 0; row < count; ++row)
      keys.push_back(read_key(rows.data() + row * row_bytes + c * kKeyBytes));
    (c < columns ? counts.of_columns[c] : counts.of_rows).add(keys);
  }
}

std::uint64_t classes_in(ClassCounts& counts) {
  std::uint64_t classes = 0;
  counts.for_each_size([&classes](std::uint64_t) { ++classes; });
  return classes;
}

bool is_readable(Operation operation) {
  return operation != Operation::suppress && !makes_tokens(operation);
}

// The steps of `columns` alone; as the plan says, or as they stand.
std::vector<ColumnStep> steps_for(std::vector<ColumnStep> steps,
                                  const std::vector<std::size_t>& columns, bool as_planned) {
  for (std::size_t c = 0; c < steps.size(); ++c) {
    PlannedColumn& planned = steps[c].planned;
    const bool counted = std::count(columns.begin(), columns.end(), c) > 0;
    if (!counted) {
      planned = {};
      planned.operation = Operation::suppress;
    } else if (!as_planned || needs_key(planned.operation)) {
      planned = {};
    }
  }
  return steps;
}

// One pass.
struct Pass {
  TableReader& reader;
  const OperatorParts& parts;
  const PseudonymizeRequest& request;
  const StopQuestion& is_stopped;
};

TransformOutcome count_rows(const Pass& pass, std::vector<ColumnStep> steps, RowCounts& counts) {
  const unsigned threads = pass.request.reading.threads;
  const TransformRequest transform{std::move(steps), &pass.parts, nullptr,
                                   threads > 0 ? threads : processor_count()};
  return transform_table(pass.reader, transform, {append_row, [&](std::string_view rows) {
                                                    stop_if_asked(pass.is_stopped,
                                                                  pass.request.source);
                                                    add_rows(rows, counts);
                                                  }});
}

RiskSummary summary_of(const std::vector<std::size_t>& columns, RowCounts& counts) {
  RiskSummary summary;
  summary.quasi_identifiers = columns;
  summary.records = columns.empty() ? 0 : counts.rows;
  if (!columns.empty())
    summarize_classes(counts.of_rows, summary);
  return summary;
}

void load_hierarchies(const Plan& plan, OperatorParts& parts) {
  for (const PlannedColumn& column : plan.columns)
    if (column.operation == Operation::generalize && !is_built_in_hierarchy(column.hierarchy))
      parts.hierarchies[column.column] = load_hierarchy(column.hierarchy, column.level);
}

}  // namespace

PlanPreview preview_plan(const PseudonymizeRequest& request, const std::vector<std::size_t>& quasi,
                         const StopQuestion& is_stopped) {
  OperatorParts parts;
  parts.plan = &request.plan;
  load_hierarchies(request.plan, parts);
  const RulePack pack = load_requested_rules(request.reading.rules_folder);
  const Source source = open_source(request.source, source_options(request.reading, pack));
  TableReader& reader = choose_table(source, request.reading.table);
  const std::vector<ColumnStep> steps = steps_of(request.plan, whole_info(source, reader), {});
  std::vector<std::size_t> present, readable;
  for (const std::size_t column : quasi)
    if (column < steps.size()) {
      present.push_back(column);
      if (is_readable(steps[column].planned.operation))
        readable.push_back(column);
    }
  const std::uint64_t memory = physical_memory() / kMemoryParts / (2 * present.size() + 2);
  RowCounts before(present.size(), memory), after(readable.size(), memory);
  const auto again = reader.reopen();
  (void)count_rows({reader, parts, request, is_stopped}, steps_for(steps, present, false), before);
  const TransformOutcome outcome =
      count_rows({*again, parts, request, is_stopped}, steps_for(steps, readable, true), after);
  PlanPreview preview{summary_of(present, before), summary_of(readable, after), {}};
  std::size_t place = 0;
  for (std::size_t q = 0; q < present.size(); ++q) {
    const ColumnStep& step = steps[present[q]];
    const bool stays = is_readable(step.planned.operation);
    preview.columns.push_back({step.name, step.planned.operation, stays,
                               classes_in(before.of_columns[q]),
                               stays ? classes_in(after.of_columns[place]) : 0,
                               stays ? outcome.columns[present[q]].suppressed : 0});
    place += stays ? 1 : 0;
  }
  return preview;
}

}  // namespace aval
