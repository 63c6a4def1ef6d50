// Published vectors kept as tab-separated lines under tests/data/wycheproof.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/base/file.h"
#include "audit/base/key_crypto.h"
#include "audit/base/text.h"

namespace aval {

// One vector: its fields by name.
using Vector = std::map<std::string, std::string>;

inline std::vector<Vector> load_vectors(const std::string& name) {
  const std::string content =
      read_file(std::string(AVAL_SOURCE_DIR) + "/tests/data/wycheproof/" + name + ".tsv");
  std::vector<Vector> vectors;
  std::vector<std::string_view> names;
  for (const std::string_view line : split(content, '\n')) {
    const auto cells = split(line, '\t');
    if (names.empty()) {
      names = cells;
      continue;
    }
    if (line.empty())
      continue;
    Vector vector;
    for (std::size_t i = 0; i < names.size(); ++i)
      vector[std::string(names[i])] = std::string(cells.at(i));
    vectors.push_back(std::move(vector));
  }
  return vectors;
}

inline std::string raw_bytes(std::string_view hex) {
  return std::string(bytes_of_hex(hex).value().view());
}

}  // namespace aval
