// A person's decision over a computed verdict.
#pragma once

#include <string>

#include "audit/base/json.h"
#include "audit/workspace/work_context.h"
#include "registry/store.h"

namespace aval {

// Records `document` (aval.adopted_decision/1, checked against its schema) over the latest computed
// verdict of its use case and gate, which aval fills in with the waivers behind it and the last
// day. Error(usage) naming `place` when no verdict is recorded, when it is out of date, or when the
// decision is looser than a person may make it (DC rules).
StoredDocument adopt_decision(RegisterStore& store, const Json& document, const std::string& place,
                              const WorkContext& context);

}  // namespace aval
