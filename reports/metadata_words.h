// How well a dataset is described: the nine criteria of data.gouv.fr, in JSON and in words.
#pragma once

#include <vector>

#include "audit/base/json.h"
#include "policies/metadata_criteria.h"

namespace aval {

// {"score", "of", "unknown", "status", "criteria": [{"key", "met"}]}; met is null when not known.
[[nodiscard]] OrderedJson metadata_score_json(const MetadataScore& score);
// How many are met, then which are missing and which are not known.
[[nodiscard]] std::vector<Text> metadata_score_in_words(const MetadataScore& score);

}  // namespace aval
