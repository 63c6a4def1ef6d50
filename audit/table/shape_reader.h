// The geometries of a .shp file (ESRI Shapefile Technical Description, 1998), one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "audit/table/input_bytes.h"

namespace aval {

constexpr std::string_view kShapeMark("\x00\x00\x27\x0A", 4);  // first bytes of a .shp

struct Shape {
  std::string type;         // "Point", "LineString", "Polygon", "MultiPoint", "MultiPatch"
  std::string coordinates;  // "x,y x,y", as the JSON reader gives those of GeoJSON
  bool is_cut = false;      // very long: its first coordinates
};

// Not thread-safe.
class ShapeReader {
 public:
  explicit ShapeReader(std::shared_ptr<const InputBytes> input) : input_(std::move(input)) {}
  // The next record; an empty Shape for one without geometry; none at the end or at the damage.
  std::optional<Shape> next();

 private:
  std::shared_ptr<const InputBytes> input_;
  std::uint64_t place_ = 100;  // past the header
};

// The name of the coordinate system in a .prj file: "RGF93_Lambert_93"; empty when it has none.
std::string coordinate_system(std::string_view prj);

}  // namespace aval
