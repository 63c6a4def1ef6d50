// Parquet files as tables, by DuckDB's library loaded at run time.
#pragma once

#include <memory>
#include <string>

#include "audit/table/input_bytes.h"
#include "audit/table/source.h"

namespace aval {

struct ParquetInput {
  std::shared_ptr<const InputBytes> input;
  std::string place;  // in errors
};

// Fills source.tables, source.info.format and encoding: one table, fields of structures as columns
// of dotted names, lists and maps as JSON text. Error(input) when the library is missing or the
// file damaged; damage found while reading ends the table, told.
void open_parquet(const ParquetInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
