// Scans as datasets of the workspace: shared by dataset add and scan --record.
#pragma once

#include <string>
#include <vector>

#include "audit/workspace/workspace.h"
#include "reports/audit_report.h"

namespace aval {

// What the user calls the dataset; both empty: from the name of its file.
struct DatasetNames {
  std::string id;    // only with one source
  std::string name;  // in words
};

struct RecordedScan {
  StoredDocument document;
  Publication publication = Publication::ok;
  std::string reviews;  // carried_reviews, as JSON text; empty when nothing was ever reviewed
  std::string reviews_in_words;  // the same for people; empty when there is nothing to say
};

// Error(input) naming `place` when the report sets findings aside: what is recorded counts every
// finding, and what a person set aside is recorded as a review. Also when its scan was interrupted.
void require_whole(const AuditReport& report, const std::string& place);

// A dataset a source, a version more when it is known, all of them or none; reviews carry over.
std::vector<RecordedScan> record_scans(RegisterStore& store, const AuditReport& report,
                                       const DatasetNames& names, const WorkContext& context);

// "Jeu « cantine » enregistré, version 1 : ...", with a line end.
std::string recorded_in_words(const RecordedScan& recorded, Language language);

}  // namespace aval
