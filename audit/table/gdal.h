// Files of maps through GDAL: one named driver a file, fields as text, geometries as positions.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/table/gdal_files.h"
#include "audit/table/row_reader.h"

namespace aval {

struct GdalField {
  std::string name;
  std::string type;  // "String", "Integer64", "DateTime"...
};

struct GdalLayer {
  std::string name;
  std::vector<GdalField> fields;
  bool has_geometry = false;
  std::string epsg;  // code of its reference system, "2154"; empty when the file says none
};

// One file, open. Used by one thread at a time, not always the same.
class GdalFile {
 public:
  // `driver` is that of the library: "MapInfo File", "GML", "GPX", "FlatGeobuf". Error(input)
  // naming `place` when the library is missing or the file is damaged.
  GdalFile(GdalFiles files, const std::string& driver, const std::string& place);
  ~GdalFile();
  GdalFile(const GdalFile&) = delete;
  GdalFile& operator=(const GdalFile&) = delete;

  std::size_t layer_count() const;
  GdalLayer describe(std::size_t layer) const;
  // Goes to the first row of a layer; only one layer is read at a time.
  void start(std::size_t layer);
  // Adds the cells of the next row: fields, then, where the layer has a geometry, its type and its
  // coordinates. False at the end, with `damaged` set when it came too early. `row.number` is set
  // before.
  bool next(SparseRow& row, ReadStats& stats, bool& damaged);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
