#include "audit/scan/label_pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "rules/header_words.h"

namespace aval {
namespace {

using Words = std::vector<std::string>;

// A header without the words that say "code" or "label"; whether it has one of them.
struct Stem {
  Words words;
  bool told = false;
};

Stem stem_of(const ColumnScan& column, const std::set<std::string>& telling) {
  Stem stem;
  if (column.name_doubtful)
    return stem;
  stem.words = header_tokens(column.name);
  stem.told = std::erase_if(stem.words,
                            [&](const std::string& word) { return telling.contains(word); }) > 0;
  return stem;
}

}  // namespace

void LabelCount::add(std::uint64_t code, std::uint64_t label, std::uint64_t rows) {
  if (too_many)
    return;
  std::uint64_t& cells = labels[code][label];
  pairs += cells == 0 ? 1U : 0U;
  cells += rows;
  if (pairs > kMostPairs) {
    too_many = true;
    labels.clear();
  }
}

void LabelCount::merge(const LabelCount& other) {
  if (other.too_many) {
    too_many = true;
    labels.clear();
  }
  for (const auto& [code, cells] : other.labels)
    for (const auto& [label, rows] : cells)
      add(code, label, rows);
}

std::vector<LabelPair> find_label_pairs(const TableScan& table) {
  static const std::set<std::string> kCodes = {"code", "cod", "cd", "id", "num", "numero"};
  static const std::set<std::string> kLabels = {"libelle", "lib",      "label",      "nom",
                                                "name",    "intitule", "designation"};
  std::vector<LabelPair> pairs;
  if (table.schema_only)
    return pairs;
  std::map<Words, std::size_t> labels;  // the first column of each label
  for (const ColumnScan& column : table.columns)
    if (!stem_of(column, kCodes).told)
      labels.emplace(stem_of(column, kLabels).words, column.index);
  for (const ColumnScan& code : table.columns) {
    const Stem stem = stem_of(code, kCodes);
    // A code of one row each says nothing of its label.
    if (!stem.told || stem.words.empty() || code.distinct < 2 || code.distinct >= code.filled)
      continue;
    if (const auto found = labels.find(stem.words); found != labels.end())
      pairs.push_back({code.index, found->second});
  }
  return pairs;
}

Dependency dependency_of(const LabelCount& count) {
  Dependency dependency{count.pair, 0, 0, count.too_many};
  for (const auto& [code, cells] : count.labels) {
    std::uint64_t rows = 0, most = 0;
    for (const auto& [label, those] : cells) {
      rows += those;
      most = std::max(most, those);
    }
    dependency.rows += rows;
    dependency.exceptions += rows - most;
  }
  return dependency;
}

}  // namespace aval
