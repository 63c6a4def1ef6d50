// Scans of small tables written in the tests, with the pack of the program.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/detect.h"
#include "audit/table/source.h"

namespace aval {

inline const RulePack& program_pack() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

// A CSV file whose header may hold the words of the pack.
inline Source open_rows(const std::string& csv) {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) {
    return program_pack().header_words.knows(word);
  };
  return open_source_bytes("t.csv", csv, options);
}

// Rows of a CSV file with ';' and a header, as `aval scan` judges them.
inline TableScan scan_rows(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  const Source source = open_rows(text);
  return scan_table(*source.tables.at(0), program_pack(), ProfileOptions{});
}

// "type/gdpr" of a column.
inline std::string kind_of(const TableScan& table, std::size_t column) {
  return std::string(name_of(table.columns.at(column).type)) + "/" +
         std::string(name_of(table.columns.at(column).gdpr));
}

// The finding on a column with that rule, or null.
inline const Finding* finding_by(const TableScan& table, std::size_t column,
                                 std::string_view rule) {
  for (const Finding& finding : table.findings)
    if (finding.rule == rule && finding.columns == std::vector<std::size_t>{column})
      return &finding;
  return nullptr;
}

}  // namespace aval
