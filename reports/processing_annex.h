// The annex of article 28(3) for a body that hosts aval for other authorities: a model to complete
// and sign, never a contract by itself.
#pragma once

#include <string>

#include "reports/paper.h"

namespace aval {

// `organisation` is the host: JSON text, aval.organisation/1, empty when not recorded; `date` is
// "YYYY-MM-DD".
Paper processing_annex(const std::string& organisation, const std::string& date);

}  // namespace aval
