// The report of a scan, as data; renderers turn it into text, JSON, HTML...
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/error.h"
#include "audit/risk/risk_summary.h"
#include "audit/scan/quality_measure.h"
#include "audit/scan/set_aside.h"
#include "audit/scan/table_scan.h"
#include "audit/table/source.h"
#include "audit/table/table_check.h"
#include "policies/metadata_criteria.h"

namespace aval {

// A published standard whose columns those of a table look like (policies/recognised_schema.h): a
// guess, told as such.
struct StandardGuess {
  std::string id;
  std::string version;
  Text title;
  std::uint64_t known_columns = 0;   // columns of the table that the standard describes
  std::vector<std::string> missing;  // required ones that are not there
};

// How the rows agree with the Table Schema they were read with.
struct SchemaConformity {
  std::string against;  // the file or the id of the schema
  CheckReport report;   // groups and counts; its list of single errors is empty
};

struct TableAudit {
  TableScan scan;
  RiskSummary risk;
  std::optional<StandardGuess> standard = std::nullopt;
  std::optional<SchemaConformity> conformity = std::nullopt;
  std::vector<QualityMeasure> measures = {};
  std::string quality_profile = {};  // id of the use that measures were judged for; empty: none
  QualityStatus quality_status = QualityStatus::none;  // the worst of its measures
};

struct SourceAudit {
  SourceInfo info;
  double coverage = 1;
  Publication publication = Publication::ok;
  std::vector<TableAudit> tables;
};

// A source that could not be read, or a file of a folder that no reader audits.
struct SourceFailure {
  std::string uri;
  Text reason;
};

// A finding of an earlier report that is no longer there.
struct GoneFinding {
  std::string source;  // its uri then
  std::string table;
  std::string columns;  // names, joined
  Finding finding;
};

// Something about a column, a table or a source that is not as it was.
struct AuditChange {
  std::string source;
  std::string table;   // empty for a source
  std::string column;  // empty for a table or a source
  std::string what;    // "type", "gdpr", "grain", "publication", "column"
  std::string before;  // words of the closed lists; "" for a column that was not there
  std::string after;   // "" for a column that is no longer there
};

// What changed since an earlier report (baseline.h).
struct BaselineComparison {
  std::string pack_version;  // rules of the earlier report
  bool same_rules = true;
  std::vector<GoneFinding> gone;
  std::vector<AuditChange> changes;  // source by source, table by table, column by column
};

struct AuditReport {
  std::string tool_version;
  std::string pack_id;
  std::string pack_version;
  std::string pack_sha256;
  std::string date;          // "YYYY-MM-DD", printed in reports for people only
  std::uint64_t sample = 0;  // rows asked with --sample; 0: every row
  bool interrupted = false;  // the user ended the scan: what was read until then is told
  std::vector<SourceAudit> sources;
  std::vector<SourceFailure> failures;     // named sources that could not be read
  std::vector<SourceFailure> not_audited;  // files of a folder that are not read
  std::optional<std::vector<SuppressionUse>>
      suppressions;                            // those asked for, and what became of them
  std::optional<BaselineComparison> baseline;  // when one was asked for
  std::optional<MetadataScore> metadata;       // when a record of the dataset was given
};

enum class ReportFormat { text, json, html, sarif, csv, md };

// The whole document. JSON is the same in both languages but for `message` and `remedy`.
std::string render_report(const AuditReport& report, ReportFormat format, Language language);
// Text for a terminal, with colour when asked.
std::string render_terminal(const AuditReport& report, Language language, bool colour);

// A report read back from its JSON form (aval.scan/1): what `dataset add --scan FILE` takes. Throws
// Error(input).
AuditReport parse_report(std::string_view json, const std::string& place);

}  // namespace aval
