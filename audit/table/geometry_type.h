// The declared type of a column of positions, as PostGIS writes it: "geometry(Point,2154)".
#pragma once

#include <string>
#include <string_view>

namespace aval {

// `kind` is that of the geometries ("Point"), or empty when they are of any; `epsg` the code of
// their reference system in the register of the IOGP ("2154"), or empty when nothing says it.
std::string geometry_type(std::string_view kind, std::string_view epsg);

// The code in such a type; empty when it has none, or 0, which stands for an unknown system.
std::string epsg_of_type(std::string_view declared_type);

// The code of a system as GeoJSON and OGC services name it ("urn:ogc:def:crs:EPSG::2154",
// "http://www.opengis.net/def/crs/EPSG/0/2154", "EPSG:2154", "OGC:CRS84"); empty for others.
std::string epsg_of_crs_name(std::string_view name);

// The code of a system as ESRI's .prj files name it ("RGF93_Lambert_93"), of those in use in
// France; empty for others.
std::string epsg_of_esri_name(std::string_view name);

}  // namespace aval
