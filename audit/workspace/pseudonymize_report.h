// What a pseudonymization did, without any value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/base/language.h"
#include "audit/protect/transform_table.h"
#include "audit/table/source.h"

namespace aval {

struct PseudonymizeReport {
  SourceInfo source;
  std::string plan_sha256;
  std::string domain;
  int epoch = 0;            // of the key; 0: none was needed
  std::string check_value;  // of the key
  std::vector<ColumnStep> steps;
  TransformOutcome outcome;
  std::uint64_t skipped_rows = 0;  // that could not be read
  std::uint64_t guessed_rows = 0;  // bytes that were not UTF-8, read as Windows-1252
  bool scanned = false;            // columns that the plan does not name were looked at
  bool incomplete = false;         // rows were left out, or read by a guess
};

// `aval.pseudonymization/1`.
std::string render_pseudonymize_json(const PseudonymizeReport& report);
std::string render_pseudonymize_text(const PseudonymizeReport& report, Language language);

}  // namespace aval
