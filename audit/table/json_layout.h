// What a JSON text holds: where its tables are, and the text outside them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/table/json_window.h"

namespace aval {

// An array whose elements are the records of a table.
struct JsonArray {
  std::string path;          // keys from the root, joined by dots; empty at the root
  std::uint64_t offset = 0;  // in the text, just after the opening bracket
  std::uint64_t objects = 0;
  std::uint64_t arrays = 0;
  std::uint64_t scalars = 0;
};

enum class JsonShape { none, array, object, sequence };

struct JsonLayout {
  JsonShape shape = JsonShape::none;  // sequence: several values, as JSON Lines has them
  bool is_line_each = false;          // a sequence with one value a line
  bool is_geojson = false;
  bool is_feature = false;         // a lone GeoJSON feature
  std::vector<JsonArray> arrays;   // those reached from the root through objects only
  std::vector<std::string> text;   // scalars of such objects, "path: value"
  std::uint64_t lost_records = 0;  // of arrays past the most that are kept
  bool text_cut = false;           // there was too much of it
};

// Reads the whole text once.
JsonLayout read_json_layout(JsonWindow& window);

}  // namespace aval
