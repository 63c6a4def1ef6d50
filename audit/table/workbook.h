// A workbook to be written: plain sheets of cells, the same for XLSX and ODS. Knows nothing of what
// the cells mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// What a cell is for a spreadsheet. No kind is ever a formula.
enum class SheetValue { text, number, date };

struct WorkbookCell {
  std::string value;  // UTF-8; empty: no cell
  // A `number` whose value is no plain decimal, or that a spreadsheet would round (more than 15
  // significant digits), and a `date` that is no YYYY-MM-DD from 1900-03-01 on (the first day on
  // which all programs agree) are written as text.
  SheetValue kind = SheetValue::text;
  bool bold = false;
};

struct WorkbookColumn {
  double width = 20;  // in characters
  // Of the cells that people will add below the last row.
  SheetValue kind = SheetValue::text;
  // What the column proposes to those who fill it in (a list to choose from; other values warn).
  std::vector<std::string> choices = {};
};

struct WorkbookSheet {
  std::string name;             // made to fit by fit_sheet_names
  std::string title = {};       // in a row of its own across all columns, when not empty
  std::size_t header_rows = 1;  // of `rows`; they are bold and stay in sight, as does the title
  std::vector<WorkbookColumn> columns = {};
  std::vector<std::vector<WorkbookCell>> rows = {};
  bool wraps = true;           // long texts go on below in their cell
  std::size_t spare_rows = 0;  // empty rows prepared below the last one, with their choices
};

struct Workbook {
  std::string title;    // of the document properties
  std::string created;  // YYYY-MM-DD, of the document properties: same content, same bytes
  std::vector<WorkbookSheet> sheets;
};

// Longest text of a cell that XLSX takes, in UTF-16 units.
constexpr std::size_t kMaxCellUnits = 32767;

// Names as XLSX and ODS allow them: at most 31 UTF-16 units, none of []:*?/\ nor control
// characters, no apostrophe at an end, none empty, no two the same without regard to case.
std::vector<std::string> fit_sheet_names(const std::vector<WorkbookSheet>& sheets);

// Error(input) naming sheet, row and column when a cell is longer than kMaxCellUnits, or a sheet
// has more than 16,384 columns or 1,048,576 rows, or there is no sheet.
void check_limits(const Workbook& workbook, const std::string& place);

// "C5" for column 2, row 4, both from 0.
std::string cell_name(std::size_t row, std::size_t column);

// The kind as which the cell can be written (see WorkbookCell::kind).
SheetValue written_kind(const WorkbookCell& cell);

// True for a day of the calendar written YYYY-MM-DD.
bool is_calendar_date(std::string_view text);

}  // namespace aval
