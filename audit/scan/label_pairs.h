// A code and its label: the label should follow from the code.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "audit/scan/table_scan.h"

namespace aval {

struct LabelPair {
  std::size_t code = 0;  // columns
  std::size_t label = 0;
};

// Cells of each label beside each code, by hashes; merged exactly. Codes beyond 65,536 make the
// whole count unknown, so that memory stays bounded.
struct LabelCount {
  static constexpr std::size_t kMostPairs = 65536;

  LabelPair pair;
  std::unordered_map<std::uint64_t, std::unordered_map<std::uint64_t, std::uint64_t>> labels;
  std::size_t pairs = 0;
  bool too_many = false;

  void add(std::uint64_t code, std::uint64_t label, std::uint64_t rows);
  void merge(const LabelCount& other);
};

// Rows with a code and a label, and those whose label is not the one that most rows of their code
// have.
struct Dependency {
  LabelPair pair;
  std::uint64_t rows = 0;
  std::uint64_t exceptions = 0;
  bool untold = false;  // too many codes
};

// Columns "code_X" and "libelle_X", "X" or "nom_X", where codes are fewer than rows.
[[nodiscard]] std::vector<LabelPair> find_label_pairs(const TableScan& table);
[[nodiscard]] Dependency dependency_of(const LabelCount& count);

}  // namespace aval
