#include "audit/risk/risk_summary.h"

#include <algorithm>
#include <atomic>

#include "audit/base/spill_file.h"
#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/risk/class_counts.h"
#include "audit/scan/row_hashes.h"

namespace aval {
namespace {

bool can_be_known_from_elsewhere(ColumnType type) {
  switch (type) {
    case ColumnType::birth_date:
    case ColumnType::birth_place:
    case ColumnType::age:
    case ColumnType::sex:
    case ColumnType::postcode_city:
    case ColumnType::geo_precise:
    case ColumnType::nationality:
    case ColumnType::marital_family:
    case ColumnType::profession:
    case ColumnType::organisation_name:
    case ColumnType::other:
    case ColumnType::date_event:
      return true;
    default:
      return false;
  }
}

// A figure that only stands on a row about a person: nobody else knows it.
bool is_unknown_measure(const ColumnScan& column) {
  return column.type == ColumnType::other &&
         std::none_of(column.evidence.begin(), column.evidence.end(),
                      [](const Evidence& evidence) { return evidence.by == EvidenceKind::header; });
}

ClassKey key_of(const Batch& batch, std::size_t row, const std::vector<std::size_t>& columns) {
  ClassKey key{1, 2};
  for (const std::size_t column : columns) {
    const std::string_view cell =
        column < batch.columns.size() ? trim(batch.columns[column][row]) : std::string_view();
    key.first = hash64(cell, key.first);
    key.second = hash64(cell, ~key.second);
  }
  return key;
}

// Returns the rows read.
std::uint64_t count_classes(TableReader& reader, const std::vector<std::size_t>& columns,
                            ClassCounts& counts) {
  std::uint64_t rows = 0;
  std::vector<ClassKey> keys;
  Batch batch;
  while (reader.next(batch)) {
    rows += batch.rows;
    keys.clear();
    for (std::size_t row = 0; row < batch.rows; ++row)
      keys.push_back(key_of(batch, row, columns));
    counts.add(keys);
  }
  return rows;
}

// Keys of the rows of a part, in batches as a reader gives them.
void count_classes(const RowColumns& part, const std::vector<std::size_t>& columns,
                   ClassCounts& counts) {
  constexpr std::size_t kBatch = 4096;
  std::vector<const CodedCells*> cells;
  cells.reserve(columns.size());
  for (const std::size_t column : columns)
    cells.push_back(part.find(column));
  std::vector<ClassKey> keys;
  for (std::size_t row = 0; row < part.rows; ++row) {
    RowHash hash{1, 2};
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::uint32_t code =
          cells[c] != nullptr && row < cells[c]->codes.size() ? cells[c]->codes[row] : 0;
      mix_in(hash, c, code == 0 ? 0 : cells[c]->hashes[code - 1]);
    }
    keys.push_back(hash);
    if (keys.size() == kBatch || row + 1 == part.rows) {
      counts.add(keys);
      keys.clear();
    }
  }
}

}  // namespace

std::vector<std::size_t> quasi_identifiers_of(const TableScan& table) {
  std::vector<std::size_t> columns;
  if (table.grain != Grain::person && table.grain != Grain::event_of_person)
    return columns;
  for (const ColumnScan& column : table.columns)
    if (column.gdpr == Gdpr::quasi && column.filled > 0 && !column.set_aside &&
        can_be_known_from_elsewhere(column.type) && !is_unknown_measure(column))
      columns.push_back(column.index);
  return columns;
}

std::vector<std::size_t> sensitive_attributes_of(const TableScan& table) {
  std::vector<std::size_t> columns;
  for (const ColumnScan& column : table.columns)
    if ((column.gdpr == Gdpr::special || column.gdpr == Gdpr::criminal) && column.filled > 0 &&
        !column.set_aside)
      columns.push_back(column.index);
  return columns;
}

RiskSummary assess_risk(TableReader& reader, const std::vector<std::size_t>& quasi_identifiers,
                        unsigned threads, std::uint64_t memory) {
  RiskSummary summary;
  summary.quasi_identifiers = quasi_identifiers;
  if (quasi_identifiers.empty())
    return summary;
  ClassCounts counts(memory > 0 ? memory : physical_memory() / 4);
  std::atomic<std::uint64_t> records{0};
  run_threads(std::max(1U, threads),
              [&](std::size_t) { records += count_classes(reader, quasi_identifiers, counts); });
  summary.records = records;
  summarize_classes(counts, summary);
  return summary;
}

RiskSummary assess_risk(const std::vector<RowColumns>& parts,
                        const std::vector<std::size_t>& quasi_identifiers, std::uint64_t memory) {
  require_columns(parts, quasi_identifiers);
  RiskSummary summary;
  summary.quasi_identifiers = quasi_identifiers;
  if (quasi_identifiers.empty())
    return summary;
  ClassCounts counts(memory > 0 ? memory : physical_memory() / 4);
  for (const RowColumns& part : parts) {
    summary.records += part.rows;
    count_classes(part, quasi_identifiers, counts);
  }
  summarize_classes(counts, summary);
  return summary;
}

void summarize_classes(ClassCounts& counts, RiskSummary& summary) {
  summary.rows_by_size.assign(kClassSizes.size(), 0);
  counts.for_each_size([&summary](std::uint64_t size) {
    ++summary.classes;
    summary.k = summary.k == 0 ? size : std::min(summary.k, size);
    summary.unique_rows += size == 1 ? 1 : 0;
    const auto above = std::upper_bound(kClassSizes.begin(), kClassSizes.end(), size);
    summary.rows_by_size[static_cast<std::size_t>(above - kClassSizes.begin()) - 1] += size;
  });
}

}  // namespace aval
