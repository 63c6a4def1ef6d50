// Copies of a workspace: taken while others use it, and put back.
#pragma once

#include <string>

#include "registry/store.h"

namespace aval {

// Writes a whole copy of the workspace, as it is at one moment, to `copy` (mode 0600): nothing is
// written there before it is whole. Error(store) when the workspace is not one; Error(usage) when
// `copy` is there already.
void backup_workspace(const std::string& workspace, const std::string& copy);

struct RestoredWorkspace {
  std::string kept;         // path of the copy of what was there before
  std::int64_t events = 0;  // of the journal put back
};

// Replaces what the workspace holds by what `copy` holds, in one transaction, after a copy of what
// was there was kept beside it; others that have it open go on with the new content. The copy may
// come from a stranger: its tables have to be those of a workspace to the letter, its journal has
// to verify. The act is the last event of the journal then. Error(input) for a copy that is none.
RestoredWorkspace restore_workspace(const std::string& workspace, const std::string& copy,
                                    const Author& author);

}  // namespace aval
