// The reader of one JSON table. Cutting records is done one thread at a time; parsing them is done
// by all; new columns are numbered in the order of the text, whatever the threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/table/encoding.h"
#include "audit/table/input_bytes.h"
#include "audit/table/table_reader.h"

namespace aval {

enum class JsonRecords {
  elements,  // of the array that starts at the offset
  values,    // one after the other
  lines      // one value a line
};

struct JsonPlan {
  std::shared_ptr<const InputBytes> input;
  bool gzip = false;
  std::string place;
  Encoding encoding;
  JsonRecords records = JsonRecords::elements;
  std::uint64_t offset = 0;
  TableInfo info;
  std::string epsg;  // code of the reference system that GeoJSON of 2008 says; empty: none
  std::vector<std::string> notes;
  std::uint64_t lost_records = 0;  // of tables past the most that are read, told with this one
  std::size_t batch_bytes = 0;
  std::size_t max_record_bytes = 0;
};

std::unique_ptr<TableReader> make_json_reader(std::shared_ptr<const JsonPlan> plan);

}  // namespace aval
