// What becomes of the reviews of a dataset when a new version of it is recorded.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/workspace/work_context.h"
#include "registry/store.h"

namespace aval {

// Reviews that hold for the latest scan of a dataset, and those that do not: {"carried": count,
// "to_review": [{"fingerprint", "columns", "standing"}], "gone": [{"fingerprint", "columns"}]}.
// Null when nothing was ever reviewed in that dataset.
OrderedJson carried_reviews(const RegisterStore& store, const std::string& dataset,
                            const std::string& today);

// The same in sentences, one a line, indented.
std::string carried_reviews_in_words(const OrderedJson& carried, Language language);

}  // namespace aval
