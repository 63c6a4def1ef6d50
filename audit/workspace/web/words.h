// Tables that several pages show.
#pragma once

#include <vector>

#include "audit/base/json.h"
#include "audit/workspace/web/visit.h"
#include "policies/policy.h"
#include "registry/store.h"
#include "reports/html_page.h"

namespace aval {

// Findings that nobody reviewed, or whose review no longer holds; `reviewed` as reviewed_findings
// gives them.
std::size_t count_pending(const Json& reviewed);

// Long lists are shown page by page: "?page=2".
inline constexpr std::size_t kRowsOnAPage = 50;
struct RowRange {
  std::size_t first = 0;
  std::size_t end = 0;  // one past the last
};
// The rows of the page that was asked for; of the nearest one when there is none such.
RowRange rows_asked(const Visit& visit, std::size_t rows);
// Which rows these are of how many, and the pages before and after. Nothing when all are shown.
void write_page_links(HtmlPage& page, const Visit& visit, std::size_t rows);

// Scans as they are stored, each leading to its dataset.
void write_datasets(HtmlPage& page, const std::vector<StoredDocument>& scans);

// Every use case with the gate where it stands and the verdict there, computed now.
void write_standings(HtmlPage& page, const RegisterStore& store, const Visit& visit);

Tone tone_of(Verdict verdict);

}  // namespace aval
