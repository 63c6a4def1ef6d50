// Geometries as databases keep them in a cell: GeoPackage (OGC 12-128r18, 2.1.3), SpatiaLite (its
// BLOB-Geometry), and the WKB of OGC 06-103r4 that PostGIS extends.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "audit/table/shape_reader.h"

namespace aval {

// The geometry of a GeoPackage or SpatiaLite cell, by its marks, or of well-known binary of 21
// bytes (a point) or more; an empty type for an empty geometry. None when the bytes are none, or
// damaged.
std::optional<Shape> shape_of_blob(std::string_view blob);

// The geometry of well-known binary, whole to its last byte. None when it is damaged.
std::optional<Shape> shape_of_wkb(std::string_view bytes);

// The same, written in hexadecimal digits as PostGIS shows it. None for any other text.
std::optional<Shape> shape_of_hex(std::string_view hex);

// The geometry of a MySQL or MariaDB cell in hexadecimal digits: the number of its reference system
// in four bytes, then well-known binary.
std::optional<Shape> shape_of_mysql_hex(std::string_view hex);

// The number of the reference system in extended well-known binary (PostGIS), whose first 9 bytes
// are enough, in hexadecimal digits; 0 when it has none.
std::uint64_t system_of_hex(std::string_view hex);

}  // namespace aval
