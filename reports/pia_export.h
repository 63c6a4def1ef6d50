// A data protection impact assessment in the JSON form of LINCnil/pia, prefilled from the register
// and from scans: what a person then completes in that tool.
#pragma once

#include <string>
#include <vector>

#include "registry/exchange.h"

namespace aval {

// One dataset of the processing, as its latest scan saw it.
struct PiaDataset {
  std::string id;
  std::string scan;  // JSON text, aval.dataset/1
};

struct PiaInput {
  std::string organisation;             // JSON text, aval.organisation/1; empty: none
  std::vector<std::string> activities;  // JSON texts, aval.activity/1; at least one
  std::string title;                    // of the assessment; empty: name of the first activity
  std::vector<PiaDataset> datasets;
  ExchangeOptions options;
};

// {"pia", "answers", "measures", "evaluations", "comments"}, as LINCnil/pia exports one assessment
// (its published example, version 201707071818 of its store). Questions 111 to 123 and 211 to 227
// are answered as far as the register goes; the risks (3xx) are for people. Losses name the fields
// of the register that no question takes.
ExportedRegister write_pia(const PiaInput& input);

// The same for `register export`: Error(usage) unless `content` has exactly one activity.
ExportedRegister write_register_pia(const RegisterContent& content, const ExchangeOptions& options);

}  // namespace aval
