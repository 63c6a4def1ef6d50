// SQLite databases (GeoPackage too) as tables: every table and view that holds data.
#pragma once

#include <memory>
#include <string>

#include "audit/table/input_bytes.h"
#include "audit/table/source.h"

namespace aval {

struct SqliteInput {
  std::shared_ptr<const InputBytes> input;
  std::string place;  // in errors
};

// Fills source.tables, source.info.format and encoding. Error(input) when the database is damaged,
// encrypted, or holds more tables than are read.
void open_sqlite(const SqliteInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
