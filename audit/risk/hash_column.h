// The distinct digests of one column.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/base/digest.h"
#include "audit/table/table_reader.h"

namespace aval {

struct HashColumn {
  std::vector<Digest> digests;  // distinct, sorted; not to be printed or stored
  std::uint64_t rows = 0;
  std::uint64_t filled = 0;        // cells with a value
  std::uint64_t unrecognised = 0;  // filled cells that are no digest
};

// Reads `reader` to its end; `column` counts from 0.
HashColumn read_hash_column(TableReader& reader, std::size_t column);

}  // namespace aval
