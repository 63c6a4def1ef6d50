// The cells of one ODS sheet, streamed.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

constexpr const char* kOdsContent = "content.xml";

// A pass over the sheet of that index, from 0; the sheets before it are passed over. `content` is
// the part that holds them, empty for a flat document.
RowCursor open_ods_sheet(const WorkbookInput& input, const std::string& content, std::size_t index);

}  // namespace aval
