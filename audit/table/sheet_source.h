// What workbooks of all formats have in common: sheets into tables, each with its header guessed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/row_reader.h"
#include "audit/table/source.h"
#include "audit/table/zip_archive.h"

namespace aval {

struct WorkbookInput {
  std::shared_ptr<const InputBytes> input;
  std::string place;  // in errors
};

struct Sheet {
  std::string name;
  std::function<RowCursor()> open;
  std::vector<std::string> notes;
  std::vector<std::string> extra_text = {};  // comments, properties: scanned, never printed
};

// The text of a page header without its codes: "&L&\"Arial\"&12Service &P" to "Service".
std::string page_words(std::string_view text);

constexpr std::size_t kMaxSheets = 1000;

// Adds a table for each sheet that holds something, and one without rows when none does.
// Error(input) past 1,000 sheets.
void add_sheets(const std::vector<Sheet>& sheets, const WorkbookInput& input,
                const SourceOptions& options, Source& source);

// XLSX, ODS, DOCX or OpenDocument text by the parts of the archive; fills source.tables and
// source.info. Error(input) for any other archive.
void open_workbook(const WorkbookInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
