#include "audit/scan/table_quality.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/scan/row_hashes.h"

namespace aval {
namespace {

// A first column that numbers the rows says nothing of what they repeat.
bool numbers_rows(const TableScan& table) {
  return !table.columns.empty() && table.rows > 1 && table.columns[0].distinct_exact &&
         table.columns[0].distinct == table.rows && table.columns[0].filled == table.rows;
}

// The hashes of the values that tell a person, of the rows where all are filled.
class EntityReader {
 public:
  explicit EntityReader(const std::vector<std::size_t>& columns) : columns_(columns) {}

  void add(const Batch& batch) {
    for (std::size_t row = 0; row < batch.rows; ++row)
      add_row(batch, row);
  }

  RowHashes rows_;

 private:
  void add_row(const Batch& batch, std::size_t row) {
    RowHash hash{0, 0};
    for (const std::size_t c : columns_) {
      if (c >= batch.columns.size())
        return;
      const std::string_view cell = trim(batch.columns[c][row]);
      const std::uint64_t folded = cell.empty() ? 0 : judge_.judge(cell).folded;
      if (folded == 0)
        return;
      mix_in(hash, c, folded);
    }
    rows_.add(hash);
  }

  const std::vector<std::size_t>& columns_;
  ValueJudge judge_;
};

}  // namespace

EntityCount count_entities(TableReader& reader, const std::vector<std::size_t>& columns,
                           unsigned threads) {
  std::vector<EntityReader> readers(std::max(1U, threads), EntityReader(columns));
  run_threads(readers.size(), [&](std::size_t i) {
    Batch batch;
    while (reader.next(batch))
      readers[i].add(batch);
  });
  EntityCount count{columns, 0, 0};
  std::vector<RowHashes> sets;
  for (EntityReader& part : readers) {
    count.rows += part.rows_.size();
    sets.push_back(std::move(part.rows_));
  }
  count.duplicates = count_duplicates(sets, readers.size());
  return count;
}

std::vector<std::size_t> entity_columns(const std::vector<ColumnType>& types) {
  const auto of_type = [&](ColumnType type) {
    return static_cast<std::size_t>(std::find(types.begin(), types.end(), type) - types.begin());
  };
  const std::size_t none = types.size();
  if (const std::size_t nir = of_type(ColumnType::nir); nir != none)
    return {nir};
  const std::size_t birth = of_type(ColumnType::birth_date);
  const std::size_t last = of_type(ColumnType::last_name), first = of_type(ColumnType::first_name);
  const std::size_t name = of_type(ColumnType::person_name);
  std::vector<std::size_t> columns;
  if (birth != none && last != none && first != none)
    columns = {last, first, birth};
  else if (birth != none && name != none)
    columns = {name, birth};
  std::sort(columns.begin(), columns.end());
  return columns;
}

void complete_quality(TableQuality& quality, const TableScan& table, const CountEntities& count) {
  quality.columns.resize(std::max(quality.columns.size(), table.columns.size()));
  if (numbers_rows(table))
    quality.loose_duplicates = quality.loose_duplicates_but_first;
  quality.key_candidates = find_composite_keys(quality.sample, table);
  std::vector<ColumnType> types;
  for (const ColumnScan& column : table.columns)
    types.push_back(column.type);
  const std::vector<std::size_t> columns =
      table.grain == Grain::person ? entity_columns(types) : std::vector<std::size_t>();
  if (columns.empty())
    quality.entities = EntityCount();
  else if (columns != quality.entities.columns)
    quality.entities = count(columns);
}

void complete_quality(TableQuality& quality, TableReader& reader, const TableScan& table,
                      unsigned threads) {
  complete_quality(quality, table, [&](const std::vector<std::size_t>& columns) {
    return count_entities(reader, columns, threads);
  });
}

}  // namespace aval
