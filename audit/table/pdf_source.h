// The text of PDF documents, by the program pdftotext (poppler), page by page.
#pragma once

#include "audit/table/sheet_source.h"

namespace aval {

// Fills source.tables with one table: page and text of each paragraph. Error(input) when the
// program is not installed, when the document is damaged or has a password, and when no page holds
// text: a scanned document is never taken for a clean one.
void open_pdf(const WorkbookInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
