// Suppression files (aval.suppressions/1, registry/schemas/suppressions.schema.json): findings that
// a person sets aside, as `scan --suppressions` takes them and `findings export` writes them.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// Every problem of a document, in order, each with the key at fault: what the schema says, blank
// texts, a last day before the first, the same fingerprint twice, an entry that says it is of
// direct, special or criminal data and holds no opinion of the DPO.
[[nodiscard]] std::vector<Problem> check_suppressions(const Json& document,
                                                      const std::string& place);

// Reads and checks; throws one Error(input) that lists every problem.
Json load_suppression_document(const std::string& path);

// The document that load_suppression_document takes, from its entries; by fingerprint.
Json suppression_document(std::vector<Json> entries);

// The entry that a rejected review (aval.review/1) makes. `fingerprint` is the finding's own: the
// review may have been made of an earlier version.
Json suppression_of_review(const Json& review, const std::string& fingerprint);

// The rejection (aval.review/1, without its dataset, table and columns) that an entry makes of a
// finding with those classes of evidence.
Json rejection_of_suppression(const Json& entry, const Json& finding,
                              const std::vector<std::string>& evidence);

}  // namespace aval
