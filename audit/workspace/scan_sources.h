// From names on the command line to an AuditReport: the main path of the program, shared by scan,
// dataset add and publish-check.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/scan/table_profile.h"
#include "audit/table/archive.h"
#include "audit/table/source.h"
#include "audit/workspace/work_context.h"
#include "policies/recognised_schema.h"
#include "reports/audit_report.h"
#include "rules/rule_pack.h"

namespace aval {

struct ScanRequest {
  std::vector<std::string> sources;  // paths, folders, "-"
  std::string rules_folder;          // --rules DIR; empty: the embedded pack
  std::string table;                 // --table: only tables of that name
  std::string schema;                // --schema: what describes the data; empty: nothing does
  std::string delimiter;        // --delimiter: one character, "tab" or "\t"; empty: by evidence
  std::string encoding;         // --encoding; empty: by evidence
  std::uint64_t sample = 0;     // --sample N; 0: every row
  unsigned threads = 0;         // --threads N; 0: as many as processors
  std::string quality_profile;  // --profile: a name or a file; empty: none
  std::string metadata;         // --metadata: the record of the dataset; empty: none
  std::vector<std::string> expected;  // --expect: what columns should hold
  std::string suppressions_file;      // --suppressions FILE; empty: none
  bool masked_samples = false;        // --masked-samples
  bool no_cross_checks = false;       // --no-cross-checks: rows are not asked again about columns
  std::string today;
  std::uint64_t memory = 0;  // --memory: of hashes of rows and of profiles; 0: no limit
  TextShare part;            // --part I/N: of a delimited text
  std::shared_ptr<const ReadingWatch> watch;  // of every reading; may be null
};

// What scans by the same rules share, loaded once for hundreds of them. Not thread-safe: an archive
// stays open from one scan to the next.
struct ScanRules {
  RulePack pack;
  std::vector<RecognisedSchema> standards;  // that columns may look like
  std::shared_ptr<ArchiveShelf> shelf;
};

// The pack of that folder, the embedded one when it is empty.
ScanRules load_scan_rules(const std::string& rules_folder);

// Reads and judges every source, with the schema that was given. One that cannot be read goes to
// `failures`; when all fail, the Error of the first is thrown.
AuditReport scan_sources(const ScanRequest& request);

// The same by rules that are loaded; `request.rules_folder` is not looked at.
AuditReport scan_sources(const ScanRequest& request, const ScanRules& rules);

// Names that a header may hold beside the words of the rules: those of a schema.
void add_header_names(SourceOptions& options, const std::vector<std::string>& names);

// How a source is opened and its rows looked at, as the request says. `pack` must outlive the
// options.
SourceOptions source_options(const ScanRequest& request, const RulePack& pack);
ProfileOptions profile_options(const ScanRequest& request);

// The table of that name, or the only one when the name is empty. Error(usage) listing the names of
// the tables when none fits.
TableReader& choose_table(const Source& source, const std::string& wanted);

// The source has no table of the name that was asked for.
[[noreturn]] void refuse_table(const std::string& uri, const std::string& table);

// The embedded pack, or the one in that folder.
RulePack load_requested_rules(const std::string& folder);

}  // namespace aval
