// The reader of tables whose rows come one after the other from a single thread: sheets and
// databases. Rows are taken one thread at a time and handed out in whole batches.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/table_reader.h"

namespace aval {

// A row as its source gives it: only the cells that hold something, by ascending column.
struct SparseRow {
  struct Cell {
    std::size_t column = 0;  // from 0
    std::size_t begin = 0;   // of its text in `text`
    std::size_t end = 0;
  };
  std::uint64_t number = 0;  // of the row in its sheet, or its rank in its table, from 1
  std::string text;          // UTF-8 without NUL
  std::vector<Cell> cells;

  void clear();
  void add(std::size_t column, std::string_view value);
};

// Gives the next row that holds something; false at the end. Counts repairs, skipped rows and notes
// in the statistics. Not thread-safe.
using RowCursor = std::function<bool(SparseRow& row, ReadStats& stats)>;

struct RowPlan {
  std::function<RowCursor()> open;  // a new pass, opened at its first row
  TableInfo info;
  std::vector<std::string> notes;
  std::uint64_t first_record = 1;  // rows above are titles and headers
  std::uint64_t end_record = 0;    // first row that is no longer of this table; 0: none
  std::uint64_t bytes = 0;         // of the source, told once it is read; 0: the cursor tells them
  std::size_t batch_bytes = 0;
};

std::unique_ptr<TableReader> make_row_reader(std::shared_ptr<const RowPlan> plan);

// The reader of a table without any row.
std::unique_ptr<TableReader> make_empty_reader(TableInfo info, std::vector<std::string> notes);

}  // namespace aval
