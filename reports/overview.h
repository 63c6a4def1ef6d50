// The first page of a scan report: the verdict, what it means, the three findings that matter most,
// the next action. Shared by every form made for people, so that they all say the same.
#pragma once

#include <vector>

#include "reports/audit_report.h"

namespace aval {

// A finding that matters, with the columns of the same table where the same rule found the same.
struct Headline {
  const SourceAudit* source = nullptr;
  const TableScan* table = nullptr;
  const Finding* finding = nullptr;  // the gravest of them
  std::vector<std::size_t> columns;
  std::uint64_t rows = 0;  // of the largest
  Text title;              // "Numéro de sécurité sociale (NIR)"
  Text place;              // "colonne nom", "colonnes nom et prénom, table eleves"
};

struct Overview {
  Publication level = Publication::ok;
  bool complete = true;             // every row of every source was looked at
  bool empty = false;               // no row at all
  bool schema_only = false;         // nothing but schemas: no row was there to read
  std::uint64_t rows = 0;           // looked at
  std::uint64_t present = 0;        // in the sources, skipped ones included
  Text verdict;                     // two to five words
  Text meaning;                     // what it means for open data, one or two sentences
  Text interrupted;                 // that the scan was, and how far it was; else empty
  Text set_aside;                   // findings set aside, when there are; else empty
  Text coverage;                    // "412 lignes lues sur 412."
  Text next_action;                 // one or two sentences
  std::vector<Headline> headlines;  // at most three
  std::size_t findings = 0;         // that nobody set aside
};

// The report must outlive the overview.
Overview overview_of(const AuditReport& report);

// A level as a verdict, in two to five words. `empty`: there was nothing to judge; `complete`:
// everything was looked at, which counts where nothing was seen.
Text verdict_words(Publication level, bool complete, bool empty);

// The verdict of one source, in two to five words.
Text verdict_of(const SourceAudit& source);

// Rows looked at and rows present, of one source.
struct RowCounts {
  std::uint64_t seen = 0;
  std::uint64_t present = 0;
};
RowCounts rows_of(const SourceAudit& source);
// Whether the user ended the reading of that source.
bool is_interrupted(const SourceAudit& source);
// Whether everything of that source was looked at.
bool is_complete(const SourceAudit& source);

}  // namespace aval
