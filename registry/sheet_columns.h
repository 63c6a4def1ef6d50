// Which sheet and which columns of a file stand for those of a layout.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/table/workbook_reader.h"
#include "registry/sheet_import.h"

namespace aval {

struct FoundSheet {
  std::string name;                                 // in the file; empty: CSV
  std::vector<std::optional<std::size_t>> columns;  // place in the file of each layout column
  std::vector<SheetRow> rows;                       // below the headings
};

// One for each sheet of the layout, in its order; a sheet that the file lacks has no rows.
// Error(input) when the file has not even the sheet of the documents.
std::vector<FoundSheet> find_sheets(const SheetLayout& layout,
                                    const std::vector<SheetTexts>& sheets, const std::string& path,
                                    std::vector<UnknownPart>& unknown);

}  // namespace aval
