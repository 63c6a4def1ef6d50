// Can a machine read a file as it is? A list of yes and no, not a ratio (docs/quality.md).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "audit/base/json.h"
#include "reports/audit_report.h"

namespace aval {

struct ReadabilityCriterion {
  std::string_view key;
  std::optional<bool> met;  // nothing: the format has no such thing
};

// "open_format", "one_table", "one_header_row", "no_merged_cells", "no_formula_only",
// "encoding_utf8", "delimiter_clear", always these seven in this order.
[[nodiscard]] std::vector<ReadabilityCriterion> machine_readability(const SourceAudit& source);
[[nodiscard]] OrderedJson machine_readability_json(const SourceAudit& source);
// One sentence: that a machine can, or what stands in its way; none of a schema without data.
[[nodiscard]] std::vector<Text> machine_readability_in_words(const SourceAudit& source);

}  // namespace aval
