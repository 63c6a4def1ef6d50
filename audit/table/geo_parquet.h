// Which columns of a Parquet file hold geometries, and in which reference system: GeoParquet 1.1
// (OGC) says it in a member "geo" of the metadata, DuckDB in the type "GEOMETRY('...')".
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace aval {

// The columns that the member "geo" names, each with its declared type (geometry_type.h). Empty for
// any other text. Without a system, positions are longitude and latitude of WGS 84, as the standard
// has it; a system that is null is unknown.
std::map<std::string, std::string> geo_parquet_columns(std::string_view geo);

// The declared type of a column whose type DuckDB calls "GEOMETRY" or "GEOMETRY('system')".
std::string type_of_duck_geometry(std::string_view type);

}  // namespace aval
