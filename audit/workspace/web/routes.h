// From a request to a page: who asks, whether the request is meant, which page answers. The same
// checks hold for every page, since they are made here.
#pragma once

#include <string>

#include "audit/workspace/web/visit.h"

namespace aval {

// Headers of every response (OWASP ASVS 4.0, 14.4).
const std::vector<std::pair<std::string, std::string>>& security_headers();

// Whether a request that changes something comes from a page of this session: its token, and an
// Origin that is this server's. Used before the body of an upload is read.
bool is_meant(const Desk& desk, const WebRequest& request, const SessionState& session,
              const std::string& form_token);

// The session's token that came with a request; empty when there is none.
std::string session_token_of(const WebRequest& request);

// Thread-safe. Never throws: what goes wrong becomes a page that tells what the reader may know.
WebResponse answer(Desk& desk, const WebRequest& request);

}  // namespace aval
