// A source against a Table Schema, for check, scan and publish-check.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/table/table_check.h"
#include "audit/workspace/scan_sources.h"
#include "policies/recognised_schema.h"

namespace aval {

struct CheckSchema {
  std::string against;  // the file or the id
  TableRules rules;
  std::map<std::string, std::string> resources;  // files of the tables beside this one, by name
};

// The rules of a Table Schema or Data Package: a file, or the id of a recognised schema of the
// pack. `data_file` is what is checked. Error(usage) that lists the ids when it is neither.
CheckSchema load_check_schema(const std::string& schema,
                              const std::vector<RecognisedSchema>& standards,
                              const std::string& data_file);
// The same; nothing when it is a description of another kind, or of other files.
std::optional<CheckSchema> find_check_schema(const std::string& schema,
                                             const std::vector<RecognisedSchema>& standards,
                                             const std::string& data_file);

struct SourceCheck {
  std::string uri;
  std::string table;
  std::string against;  // the file or id of the schema
  CheckReport report;
};

// Reads the one table of request.sources.front() (that of request.table where there are several).
// `options` says how; its tests of patterns, numbers and other tables are filled in.
SourceCheck check_source(const ScanRequest& request, const CheckSchema& schema,
                         CheckOptions options);

// The tests of patterns, numbers and other tables of a schema. `pack` and `request` must outlive
// them.
void fill_check_tests(CheckOptions& options, const CheckSchema& schema, const ScanRequest& request,
                      const RulePack& pack);

// aval.check/1; without row numbers when `rows` is false.
std::string render_check_json(const SourceCheck& check, bool rows, Language language);
std::string render_check_text(const SourceCheck& check, Language language);

}  // namespace aval
