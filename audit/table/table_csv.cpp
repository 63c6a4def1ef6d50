#include "audit/table/table_csv.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "audit/table/csv_writer.h"

namespace aval {

namespace {

// Cells of a record, guarded; copies are made of guarded cells only.
class CsvRecord {
 public:
  void start() {
    cells_.clear();
    copies_.clear();
  }

  void add(std::string_view cell, WrittenCsv& written) {
    std::string guarded = guard_formula(cell);
    if (guarded.size() == cell.size()) {
      cells_.push_back(cell);
      return;
    }
    ++written.guarded_cells;
    copies_.push_back(std::move(guarded));
    cells_.push_back(copies_.back());
  }

  void append_to(std::string& out) const { append_csv_record(out, cells_); }

 private:
  std::vector<std::string_view> cells_;
  std::deque<std::string> copies_;
};

void append_header(const TableInfo& info, std::string& out, WrittenCsv& written) {
  written.has_header = std::any_of(info.columns.begin(), info.columns.end(),
                                   [](const TableColumn& column) { return !column.name.empty(); });
  if (!written.has_header)
    return;
  CsvRecord record;
  for (const TableColumn& column : info.columns)
    record.add(column.name, written);
  record.append_to(out);
}

}  // namespace

WrittenCsv write_table_csv(TableReader& reader,
                           const std::function<void(std::string_view)>& write) {
  Batch batch;
  while (reader.next(batch)) {
  }
  WrittenCsv written;
  written.columns = reader.info().columns.size();
  std::string out;
  append_header(reader.info(), out, written);
  const auto again = reader.reopen();
  CsvRecord record;
  while (again->next(batch)) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      record.start();
      for (std::size_t column = 0; column < written.columns; ++column)
        record.add(column < batch.columns.size() ? batch.columns[column][row] : std::string_view(),
                   written);
      record.append_to(out);
    }
    written.rows += batch.rows;
    write(out);
    out.clear();
  }
  write(out);
  return written;
}

}  // namespace aval
