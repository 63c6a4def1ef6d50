// What the commands on a workspace share.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/cli/commands.h"
#include "registry/store.h"
#include "reports/audit_report.h"

namespace aval {

RegisterStore open_workspace(const CommandContext& context);
Author author_of(const CommandContext& context);

// The stored document of that kind and id; Error(store) that names the ids there are.
StoredDocument require_document(const RegisterStore& store, const std::string& kind,
                                const std::string& id);
Json content_of(const StoredDocument& document);

// The scan of one source as it is stored: the JSON report of that source without any value, with
// its date and packs.
Json stored_scan(const AuditReport& report, std::size_t source, const std::string& id);

// "Cantine scolaire 2026.csv" -> "cantine-scolaire-2026".
std::string identifier_of(const std::string& name);

// The findings of the latest scan of a dataset with their reviews: a list of {"dataset", "finding"
// (as in aval.scan/1), "columns" (labels), "review" (aval.review/1, null when nobody reviewed it)}.
Json reviewed_findings(const RegisterStore& store, const std::string& dataset);

// Prints a document: indented JSON, or as it is asked with --format json, its canonical form.
std::string pretty_json(const std::string& content);

}  // namespace aval
