// What GDAL holds of one row, as cells of text.
#pragma once

#include <string>

#include "audit/table/gdal_library.h"
#include "audit/table/row_reader.h"
#include "audit/table/shape_reader.h"

namespace aval {

// A field that is set, without damage: numbers by their shortest form, days and times as ISO 8601,
// lists as JSON. Bytes are counted "binary_value".
void add_gdal_field(const Gdal& gdal, GdalPointer feature, std::size_t field,
                    std::pair<SparseRow&, ReadStats&> out);

// A geometry as the readers of GeoJSON and Shapefile give theirs; an empty Shape for none.
Shape gdal_shape(const Gdal& gdal, GdalPointer geometry);

// "Integer64", as the library's types are named in its documentation.
std::string gdal_type_name(int type);

}  // namespace aval
