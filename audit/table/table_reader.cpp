#include "audit/table/table_reader.h"

namespace aval {

// Capacities are kept: a batch is refilled many times.
void Batch::clear() {
  sequence = 0;
  rows = 0;
  record_numbers.clear();
  for (auto& column : columns)
    column.clear();
  bytes.clear();
  repaired.clear();
}

}  // namespace aval
