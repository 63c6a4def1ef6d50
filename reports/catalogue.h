// The index of many sources: a row each, worst first, with the duplicates of the same data and what
// could not be read.
#pragma once

#include <string>
#include <vector>

#include "reports/audit_report.h"

namespace aval {

struct CatalogueEntry {
  std::string uri;
  std::string page;     // file name of its report, beside the index; empty when it was not read
  std::string sha256;   // of its bytes
  std::string same_as;  // an earlier entry with the same bytes; empty: none
  Publication publication = Publication::ok;
  bool complete = true;
  std::uint64_t rows = 0;
  std::uint64_t personal_columns = 0;
  std::uint64_t findings = 0;                   // that nobody set aside
  std::uint64_t quality_faults = 0;             // columns with one
  double completeness = 1;                      // the lowest of its tables
  std::string quality_profile;                  // the use that it was judged for; empty: none
  QualityStatus quality = QualityStatus::none;  // the worst of its tables
  Text reason;                                  // of what was not read; else empty
};

struct Catalogue {
  std::vector<CatalogueEntry> entries;  // worst first
  std::string date;                     // "YYYY-MM-DD"
};

// An entry from the report of one source; `page` is the file name of that report.
CatalogueEntry entry_of(const SourceAudit& source, const std::string& page);

// Sorts worst first (publication, then findings, then name) and names duplicates of the same bytes.
Catalogue make_catalogue(std::vector<CatalogueEntry> entries, const std::string& date);

// Ways to sort the rows of the index, each a page of its own: no script is needed.
enum class CatalogueOrder { gravity, name, rows, completeness };
std::string page_name(CatalogueOrder order);  // "index.html", "par-nom.html"...
std::string render_catalogue(const Catalogue& catalogue, CatalogueOrder order, Language language);

// aval.catalogue/1.
std::string render_catalogue_json(const Catalogue& catalogue, Language language);

}  // namespace aval
