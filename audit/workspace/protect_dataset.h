// A recorded dataset that is to be protected: its table, its file, and the report of what was done.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/table_scan.h"
#include "audit/workspace/anonymize.h"
#include "audit/workspace/workspace.h"
#include "reports/audit_report.h"

namespace aval {

// id: the dataset; `aval.anonymization/1` of the file last made from it.
inline constexpr const char* kAnonymizationKind = "anonymization";

// The table of that name of a recorded scan, or the only one when the name is empty. Error(usage)
// listing the names when none fits.
const TableScan& scanned_table(const AuditReport& report, const std::string& name);

// Error(input) unless `path` holds the very bytes that were audited: what a scan proposes is for
// that file. Reads it.
void require_audited_file(const AuditReport& report, const std::string& path);

// The roles that a scan gives to the columns of a table, when nobody names any.
std::vector<AnonymizedColumn> proposed_roles(const TableScan& scan);

// Records the report of a file made from that dataset.
StoredDocument record_anonymization(RegisterStore& store, const std::string& dataset,
                                    const std::string& report, const WorkContext& context);

// What a person concludes on one criterion (WP29 05/2014).
struct CriterionConclusion {
  std::string criterion;   // "singling_out", "linkability", "inference"
  std::string conclusion;  // "prevented", "residual", "not_prevented"
  std::string reasons;
};

struct AnonymizationConclusion {
  std::string kind;  // of the document it goes to: a publication sheet or a use case
  std::string id;
  std::string by;  // function or name
  std::vector<CriterionConclusion> criteria;
  std::string risk_analysis;  // reference; empty: none
};

// Writes the conclusions, with the digest of the file, into the document: rule PB-04 reads them
// there. Problems when the document would not be sound; nothing is recorded then.
[[nodiscard]] std::vector<Problem> record_conclusion(RegisterStore& store, const Json& report,
                                                     const AnonymizationConclusion& conclusion,
                                                     const WorkContext& context);

}  // namespace aval
