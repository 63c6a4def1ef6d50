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

// Scans as they are stored, each leading to its dataset.
void write_datasets(HtmlPage& page, const std::vector<StoredDocument>& scans);

// Every use case with the gate where it stands and the verdict there, computed now.
void write_standings(HtmlPage& page, const RegisterStore& store, const Visit& visit);

Tone tone_of(Verdict verdict);

}  // namespace aval
