// Reviews of findings (aval.review/1): a person confirms or rejects what a scan found, and the
// review carries over to the next version of the dataset. Pure, on the documents as they are
// stored.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// The classes of evidence ("header", "values", "text", "declared_type") that speak for a finding of
// aval.scan/1, from the columns of its table; sorted, each once.
std::vector<std::string> evidence_classes(const Json& table, const Json& finding);

// Whether a review still says what there is to say of a finding it was matched with: not when the
// finding is now of another type or legal nature, or rests on a class of evidence that the reviewer
// had not seen.
bool review_covers(const Json& review, const Json& finding,
                   const std::vector<std::string>& evidence);

// True for direct, special and criminal: rejecting such a finding needs the opinion of the DPO.
bool review_needs_opinion(const std::string& gdpr);

// The last day a review holds ("YYYY-MM-DD"): its "expires", else twelve months after its date, as
// for waivers. A confirmation never ends: empty.
std::string last_day_of(const Json& review);

// What keeps a review from being recorded; places are options of `findings`. Rejecting a direct,
// special or criminal finding needs the DPO's opinion.
[[nodiscard]] std::vector<Problem> check_review(const Json& review);

// The findings of a scan (aval.dataset/1) with their reviews (aval.review/1 of that dataset, oldest
// first). A review belongs to the finding of its fingerprint; else, as columns move and files are
// renamed, to the finding of the same rule and normalized column names in the same table (any
// table, when the dataset has one only). A list of {"finding", "table", "columns" (labels),
// "evidence" (its classes), "review" (null when none holds), "standing"}: "pending", "reviewed",
// "outdated" (the finding is no longer what was reviewed) or "expired" (the rejection is over on
// `today`).
Json review_findings(const Json& scan, const std::vector<Json>& reviews, const std::string& today);

// Those of `reviews` that belong to no finding of the scan: what they were about is gone.
std::vector<Json> reviews_without_finding(const Json& scan, const std::vector<Json>& reviews);

}  // namespace aval
