// A source against a Table Schema, for check and publish-check.
#pragma once

#include <string>

#include "audit/cli/scan_sources.h"
#include "audit/table/table_check.h"
#include "policies/policy.h"

namespace aval {

// The rules of a Table Schema: a file, or the id of a recognised schema of the pack. Error(usage)
// that lists the ids when it is neither.
TableRules load_table_rules(const std::string& schema, const PolicyPack& pack);

struct SourceCheck {
  std::string uri;
  std::string table;
  std::string against;  // the file or id of the schema
  CheckReport report;
};

// Reads the one table of request.sources.front() (that of request.table where there are several).
SourceCheck check_source(const ScanRequest& request, const TableRules& rules, bool lenient,
                         std::size_t limit);

// aval.check/1; without row numbers when `rows` is false.
std::string render_check_json(const SourceCheck& check, bool rows, Language language);
std::string render_check_text(const SourceCheck& check, Language language);

}  // namespace aval
