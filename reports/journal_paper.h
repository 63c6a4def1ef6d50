// The journal of a workspace to print, read and sign by hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/journal.h"
#include "reports/paper.h"

namespace aval {

struct JournalExtract {
  std::string organisation;  // its name; may be empty
  std::vector<JournalEvent> events;
  std::optional<JournalFault> fault;  // what verification found
  std::string date;                   // "YYYY-MM-DD"
};

// Every event with its hash, the checkpoint, and the lines of a handwritten signature. Operators by
// pseudonym.
Paper journal_paper(const JournalExtract& extract);

}  // namespace aval
