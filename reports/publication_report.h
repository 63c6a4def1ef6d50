// What publish-check says of one publication: the verdict, what it rests on, what is still asked.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policies/decide.h"
#include "policies/recognised_schema.h"
#include "reports/audit_report.h"

namespace aval {

// Something about a delivery that is not as it was when the series was decided.
struct SeriesChange {
  std::string what;    // schema, schema_valid, rules, policies, tables, grain, threshold,
                       // column_added, column_gone, findings
  std::string column;  // or the name of a measure
  std::string before;
  std::string after;
};

struct PublicationQuestion {
  std::string fact;
  Text question;
  Text who;
  std::string option;  // how to answer on the command line; empty: in the sheet
};

struct PublicationReport {
  std::string title;
  std::string sheet;         // aval.publication/1, as it was judged
  std::string sheet_origin;  // "given", "prefilled", "recorded"
  Decision decision;
  AuditReport audit;
  std::optional<SchemaGuess> guess;
  bool schema_asked = false;  // the schema was named by the user: no guess
  std::uint64_t schema_errors = 0;
  std::map<std::string, std::vector<std::string>> schema_faults;  // column -> codes
  bool nothing_to_read = false;
  std::string series;      // id; empty: none
  std::string decided_on;  // date of the decided version of the series; empty: none before
  std::vector<SeriesChange> changes;
  std::vector<std::string> columns_to_read;
  std::vector<PublicationQuestion> questions;
};

// The texts under which people are named, for a publication that names some and is GO; empty
// otherwise.
std::string lawful_grounds(const PublicationReport& report);

// One report a publication. `rows` says whether row numbers may be shown: never in a log of
// continuous integration, which is public and where a row names a person.
std::string render_publications_json(const PolicyPack& pack,
                                     const std::vector<PublicationReport>& reports,
                                     Language language);
std::string render_publication_text(const PolicyPack& pack, const PublicationReport& report,
                                    bool rows, Language language);
// `format` is html or md.
std::string render_publication_paper(const PolicyPack& pack, const PublicationReport& report,
                                     ReportFormat format, Language language);

}  // namespace aval
