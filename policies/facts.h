// Facts: what policies may read, from plain documents. Pure: no file, no clock.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policies/policy.h"

namespace aval {

// One dataset of a use case, as JSON texts that were parsed before: the source of the dossier, the
// latest stored scan, its reviews.
struct DatasetInput {
  std::string source;                // an item of usecase.sources
  std::string scan;                  // aval.dataset/1; empty when the dataset was never scanned
  std::vector<std::string> reviews;  // aval.review/1, the latest of each finding
  std::optional<std::string>
      sha256_now;  // of the file as it is now; nothing when it cannot be seen from here
};

struct FactInputs {
  std::string today;  // "YYYY-MM-DD"
  std::string gate;
  std::string organisation;  // aval.organisation/1; empty: none recorded
  std::string usecase;       // aval.usecase/1
  std::vector<DatasetInput> datasets;
  std::vector<std::string> activities;    // aval.activity/1, those the use case names
  std::vector<std::string> waivers = {};  // aval.waiver/1, whatever their use case
};

// The facts document. A personal finding that nobody rejected counts as present, confirmed or not;
// a pending one counts for the sensitive flags from confidence 0.8 on (design.md
// section 7). What a validated register entry does not hold is null.
Json collect_facts(const PolicyPack& pack, const FactInputs& inputs);

}  // namespace aval
