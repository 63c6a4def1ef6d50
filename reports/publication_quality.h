// What publish-check says of quality: the tables against the profile of open data, the sheet
// against the nine criteria of data.gouv.fr.
#pragma once

#include "audit/base/json.h"
#include "reports/publication_report.h"

namespace aval {

// How each table stands for open data, and the measures that fall short.
[[nodiscard]] OrderedJson source_quality_json(const SourceAudit& source);
[[nodiscard]] std::vector<Text> tables_quality_in_words(const PublicationReport& report);
// {"score", "of", "unknown", "status", "criteria": [{"key", "met"}]}; met is null when not known.
[[nodiscard]] OrderedJson metadata_json(const PublicationReport& report);
[[nodiscard]] std::vector<Text> metadata_in_words(const PublicationReport& report);

}  // namespace aval
