// The workspace for programs: what a portal or a job of continuous integration asks, as JSON, with
// a token of limited scope. Described by assets/openapi.json, which is served beside it.
#pragma once

#include "audit/workspace/web/access.h"

namespace aval {

// Whether a request is of a program: its path begins with /api.
bool is_for_programs(const WebRequest& request);

// Whether its token lets it send a file.
bool may_send_files(const Caller& caller);

// Errors are application/problem+json (RFC 9457), in English. Thread-safe.
WebResponse answer_program(Desk& desk, const WebRequest& request);

}  // namespace aval
