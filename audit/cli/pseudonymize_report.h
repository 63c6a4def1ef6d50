// What a pseudonymization did, without any value.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "audit/protect/transform_table.h"
#include "audit/table/source.h"

namespace aval {

struct PseudonymizeReport {
  const SourceInfo* source = nullptr;
  const Plan* plan = nullptr;
  const TransformRequest* request = nullptr;
  const TransformOutcome* outcome = nullptr;
  std::uint64_t skipped_rows = 0;  // that could not be read
  std::uint64_t guessed_rows = 0;  // bytes that were not UTF-8, read as Windows-1252
  bool scanned = false;            // columns that the plan does not name were looked at
};

// `aval.pseudonymization/1`.
std::string render_pseudonymize_json(const PseudonymizeReport& report);
std::string render_pseudonymize_text(const PseudonymizeReport& report, Language language);

}  // namespace aval
