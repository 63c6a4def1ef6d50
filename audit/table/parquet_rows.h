// A Parquet file written from rows, by DuckDB's library.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

struct ParquetColumn {
  std::string name;
  std::string type;  // as DuckDB writes it; empty or one that is not simple: text
};

// Written whole or not at all, readable by its owner only; the same rows give the same bytes with
// one version of the library. Rows wait in a private temporary file: memory does not grow with
// them. An empty cell is null. Not thread-safe.
class ParquetRows {
 public:
  // Error(input) naming `path` when the library is missing.
  ParquetRows(const std::string& path, std::vector<ParquetColumn> columns);
  ~ParquetRows();
  ParquetRows(const ParquetRows&) = delete;
  ParquetRows& operator=(const ParquetRows&) = delete;
  // Records as append_csv_record makes them, one cell a column.
  void add_records(std::string_view records);
  // Error(input) naming `path` when a cell is not of its column's type, or is longer than 8 MiB.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
