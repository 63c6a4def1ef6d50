// The cells of one ODS sheet, streamed.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

constexpr const char* kOdsContent = "content.xml";

struct OdsSheetPlace {
  std::string content;        // the part that holds the sheets, empty for a flat document
  std::size_t index = 0;      // of the sheet, from 0; those before it are passed over
  bool reads_to_end = false;  // past the sheet to the end of the part, to tell that it stops early
};

// A pass over the sheet.
RowCursor open_ods_sheet(const WorkbookInput& input, const OdsSheetPlace& place);

}  // namespace aval
