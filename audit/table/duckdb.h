// DuckDB's C API (stable since 1.0), as far as Parquet needs it: declared here and loaded while the
// program runs, so that aval builds and works without it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

struct DuckColumn {
  std::vector<std::string> path;  // of a nested field, from its column down
  std::string type;               // as DuckDB writes it, "STRUCT(...)" never among them
};

// One Parquet file, opened in a private database that may read this file and nothing else, write
// nothing, and load no extension. Not thread-safe.
class DuckFile {
 public:
  // `path` is absolute. Error(input) naming `place` when the library is missing, or when the file
  // is damaged or encrypted.
  DuckFile(const std::string& path, const std::string& place);
  ~DuckFile();
  DuckFile(const DuckFile&) = delete;
  DuckFile& operator=(const DuckFile&) = delete;

  // Its columns, those of a struct as columns of their own.
  std::vector<DuckColumn> columns();
  // The value of that key in the metadata of the file; empty when it has none.
  std::string metadata(const std::string& key);
  // Starts a streamed reading of these expressions over the file, all of them texts. False when the
  // file cannot be read.
  bool start(const std::string& expressions);
  // The cells of the next row, null ones with data() == nullptr, valid until the next call; null at
  // the end, with `damaged` set when it came too early.
  const std::vector<std::string_view>* next_row(bool& damaged);

 private:
  struct State;
  void add_types(std::vector<DuckColumn>& columns);
  std::unique_ptr<State> state_;
};

// What names a column or a nested field in DuckDB's SQL.
std::string duck_expression(const std::vector<std::string>& path);

}  // namespace aval
