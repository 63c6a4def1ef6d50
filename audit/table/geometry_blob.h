// Geometries as databases keep them in a cell: GeoPackage (OGC 12-128r18, 2.1.3), SpatiaLite (its
// BLOB-Geometry), and the WKB of OGC 06-103r4 that PostGIS extends.
#pragma once

#include <optional>
#include <string_view>

#include "audit/table/shape_reader.h"

namespace aval {

// The geometry of a GeoPackage or SpatiaLite cell, by its marks; an empty type for an empty
// geometry. None when the bytes are none, or damaged.
std::optional<Shape> shape_of_blob(std::string_view blob);

// The geometry of well-known binary, whole to its last byte. None when it is damaged.
std::optional<Shape> shape_of_wkb(std::string_view bytes);

}  // namespace aval
