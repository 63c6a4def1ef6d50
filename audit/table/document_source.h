// Text documents as sources: DOCX, OpenDocument text (packed and flat).
#pragma once

#include "audit/table/sheet_source.h"
#include "audit/table/zip_archive.h"

namespace aval {

bool is_docx(const ZipArchive& archive);
// Error(input) for one with a password.
bool is_odt(const ZipArchive& archive);

void open_docx(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
               Source& source);
void open_odt(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
              Source& source);
// OpenDocument text in one file of XML.
void open_flat_odt(const WorkbookInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
