// What the commands on a workspace share.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/workspace/work_context.h"
#include "registry/exchange.h"
#include "registry/store.h"
#include "reports/audit_report.h"

namespace aval {

RegisterStore open_workspace(const WorkContext& context);
Author author_of(const WorkContext& context);

// The stored document of that kind and id; Error(store) that names the ids there are.
StoredDocument require_document(const RegisterStore& store, const std::string& kind,
                                const std::string& id);
Json content_of(const StoredDocument& document);

// The scan of one source as it is stored: the JSON report of that source without any value, with
// its date and packs.
Json stored_scan(const AuditReport& report, std::size_t source, const std::string& id);

// The stored audit of a dataset, as the report it was made from.
AuditReport stored_report(const StoredDocument& document);

// Throws Error(usage): one problem with its own place, several as a list. Nothing when there is
// none.
void throw_problems(const std::vector<Problem>& problems, const std::string& place);

// "Cantine scolaire 2026.csv" -> "cantine-scolaire-2026".
std::string identifier_of(const std::string& name);

// The reviews of a dataset's findings, the latest of each fingerprint, oldest first.
std::vector<Json> reviews_of(const RegisterStore& store, const std::string& dataset);

// The findings of the latest scan of a dataset with their reviews as of `today`: a list as
// review_findings (registry/review.h) makes it, each with its "dataset".
Json reviewed_findings(const RegisterStore& store, const std::string& dataset,
                       const std::string& today);

// The stored register; with `ids` those sheets only, in that order. Error(store) for an unknown
// one.
RegisterContent stored_register(const RegisterStore& store, const std::vector<std::string>& ids);

// Prints a document: indented JSON, or as it is asked with --format json, its canonical form.
std::string pretty_json(const std::string& content);

}  // namespace aval
