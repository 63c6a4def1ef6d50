// DBF files (dBase, FoxPro) and the attributes of Shapefiles, with their points, lines and areas.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "audit/table/input_bytes.h"
#include "audit/table/source.h"

namespace aval {

// The file of the same name with another ending ("cpg", "dbt"), whatever its case; null when there
// is none.
using FindBeside = std::function<std::shared_ptr<const InputBytes>(const std::string& ending)>;

struct DbfInput {
  std::shared_ptr<const InputBytes> input;
  std::string place;  // in errors
  FindBeside beside;
};

// Fills source.tables, source.info.format and encoding. Deleted records are read like others and
// counted. Error(input) when the header makes no sense.
void open_dbf(const DbfInput& input, const SourceOptions& options, Source& source);

// The same with the shapes of `input`, whose .dbf stands beside. Error(input) without it.
void open_shapefile(const DbfInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
