// The register of processing activities (GDPR art. 30), or one entry, as an extract to hand over.
#pragma once

#include <string>
#include <vector>

#include "reports/paper.h"

namespace aval {

struct RegisterExtract {
  std::string organisation;             // JSON text, aval.organisation/1; empty when not recorded
  std::vector<std::string> activities;  // JSON texts, aval.activity/1, in order
  std::string date;                     // "YYYY-MM-DD"
  bool communicable = false;            // the documents were masked (reports/communicable.h)
};

Paper register_paper(const RegisterExtract& extract);
// The first activity of the extract alone, section by section.
Paper activity_paper(const RegisterExtract& extract);

}  // namespace aval
