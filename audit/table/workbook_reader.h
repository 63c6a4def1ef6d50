// A whole workbook or CSV file as its sheets of texts, without guessing headers: for files laid out
// in a way that is known. Tables to be audited are read by source.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aval {

struct SheetRow {
  std::uint64_t number = 0;        // in its sheet, from 1
  std::vector<std::string> cells;  // up to the last one that holds something
};

struct SheetTexts {
  std::string name;            // empty for CSV
  std::vector<SheetRow> rows;  // those that hold something
};

// XLSX, ODS, XLS or CSV by content. Cells as audit reads them: numbers as plain decimals, dates as
// YYYY-MM-DD, booleans as TRUE and FALSE; of CSV the guard against formulas is taken away. The
// delimiter of CSV (; , or tab) is the most frequent of its first line outside quotes. Error(input)
// when the file cannot be read whole, or is larger than `kMaxWorkbookCells` filled cells.
std::vector<SheetTexts> read_workbook(const std::string& path);

// The same from memory; `name` stands for the path.
std::vector<SheetTexts> read_workbook_bytes(const std::string& name, std::string bytes);

constexpr std::size_t kMaxWorkbookCells = 20000000;

}  // namespace aval
