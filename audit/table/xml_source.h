// Files of XML: flat OpenDocument, and any other XML whose repeated elements are rows.
#pragma once

#include <string>
#include <string_view>

#include "audit/table/sheet_source.h"

namespace aval {

// True when the text starts as XML or HTML does.
bool starts_as_xml(std::string_view text);

// Fills source.tables and source.info.format by the root element. Error(input) for a web page and
// for XML without any element that is repeated or filled.
void open_xml(const WorkbookInput& input, std::string_view start, const SourceOptions& options,
              Source& source);

}  // namespace aval
