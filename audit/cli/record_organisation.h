// The sheet of the organisation, as two commands record it.
#pragma once

#include "audit/base/json.h"
#include "audit/cli/commands.h"

namespace aval {

// Records the sheet of the organisation and says so.
void record_organisation(const Json& document, const CommandContext& context);

}  // namespace aval
