// KML and KMZ files as tables, by a reader of our own: LIBKML (GDAL 3.6) loses data added by the
// author beside a schema, addresses, telephones and identifiers, and leading zeros.
#pragma once

#include <string_view>

#include "audit/table/sheet_source.h"
#include "audit/table/source.h"
#include "audit/table/zip_archive.h"

namespace aval {

// True when the root element of the text is "kml".
bool starts_as_kml(std::string_view text);

// True for a ZIP archive that is a KMZ: by its "doc.kml", or a KML member and the ending.
bool is_kmz(const ZipArchive& archive, std::string_view ending);

// Fills source.tables, source.info.format and encoding: one table of placemarks. Error(input) for
// a DOCTYPE and what else xml_stream.h refuses.
void open_kml(const WorkbookInput& input, const SourceOptions& options, Source& source);

// The same for each KML file of the archive, within the limits of zip_archive.h.
void open_kmz(const WorkbookInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
