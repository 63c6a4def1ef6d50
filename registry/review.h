// Reviews of findings (aval.review/1): a person confirms or rejects what a scan found. Pure, on the
// documents as they are stored.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// The classes of evidence ("header", "values", "text", "declared_type") that speak for a finding of
// aval.scan/1, from the columns of its table; sorted, each once.
std::vector<std::string> evidence_classes(const Json& table, const Json& finding);

// A review carries over to the next version of a dataset by column and rule (the fingerprint) and
// by class of evidence: not when the finding is now of another type or legal nature, or rests on a
// class of evidence that the reviewer had not seen.
bool review_covers(const Json& review, const Json& finding,
                   const std::vector<std::string>& evidence);

// What keeps a review from being recorded; places are options of `findings`. Rejecting a direct,
// special or criminal finding needs the DPO's opinion.
[[nodiscard]] std::vector<Problem> check_review(const Json& review);

}  // namespace aval
