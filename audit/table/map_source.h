// Files of maps as tables: a layer a table, its geometries as two columns.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "audit/table/dbf_source.h"
#include "audit/table/source.h"

namespace aval {

// What GDAL reads for aval.
enum class MapFormat { mapinfo_table, mapinfo_interchange, gml, gpx, flatgeobuf };

// By the first characters of a text, and its ending where they do not say it. None for others, such
// as delimited text named ".tab".
std::optional<MapFormat> map_format_of_text(std::string_view start, const std::string& ending);

struct MapInput {
  std::shared_ptr<const InputBytes> input;
  std::string place;  // in errors
  FindBeside beside;
};

// Fills source.tables, source.info.format and encoding. Error(input) when the library is missing,
// when the file is damaged, or XML with a DOCTYPE.
void open_map(const MapInput& input, MapFormat format, const SourceOptions& options,
              Source& source);

}  // namespace aval
