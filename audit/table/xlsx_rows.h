// One sheet of any length, row by row: the writer keeps one row in memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// Every cell is a text: codes keep their zeros and nothing becomes a formula. Written whole or not
// at all, readable by its owner only; the same rows give the same bytes.
class XlsxRows {
 public:
  XlsxRows(const std::string& path, const std::string& sheet);
  ~XlsxRows();
  XlsxRows(const XlsxRows&) = delete;
  XlsxRows& operator=(const XlsxRows&) = delete;
  // Error(input) past 1,048,576 rows, 16,384 columns or 32,767 UTF-16 units a cell.
  void add_row(const std::vector<std::string_view>& cells, bool is_header);
  void add_packed_rows(std::string_view rows);  // as append_packed_row makes them
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Rows in one text, so that threads can prepare them: the number of cells, then each after its
// length.
void append_packed_row(const std::vector<std::string_view>& cells, std::string& out);

}  // namespace aval
