// From sources and a publication sheet to what gate G4 says of their publication.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/workspace/publish_sheet.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/workspace.h"
#include "reports/publication_report.h"

namespace aval {

struct PublishRequest {
  ScanRequest scan;    // schema: a recognised schema's id or a file
  std::string sheet;   // --sheet: a file, or the id of a recorded sheet
  std::string series;  // --series
  std::string id;      // --id of a prefilled sheet
  SheetAnswers answers;
  bool record = false;
};

// One report a source; with a sheet or a series, one for all sources. `store` is there when a
// recorded sheet, a series or --record needs it. The pack must outlive the reports.
std::vector<PublicationReport> check_publications(const PublishRequest& request,
                                                  const PolicyPack& pack,
                                                  const RegisterStore* store);

// Records the sheet, the scan, the opinion and, for a favourable one, the profile that the next
// delivery of its series is compared with: all or nothing.
void record_publication(RegisterStore& store, const PolicyPack& pack,
                        const PublicationReport& report, const WorkContext& context);

}  // namespace aval
