// Who asks, in which authority, with which rights: looked up anew for each request, so that a role
// taken away or an account closed counts at once. OWASP ASVS 4.0, 4.1.
#pragma once

#include <optional>
#include <string>

#include "audit/workspace/web/visit.h"

namespace aval {

struct Caller {
  SessionState session;
  std::string token;  // of the session; empty for a program
  Permissions permissions;
  std::string account;                    // the author of what is done
  bool must_change = false;               // its password, before anything else
  OpenWorkspace* open = nullptr;          // null: no authority is chosen
  TokenScope scope = TokenScope::decide;  // of a program: what its token is for
};

// The session's token that came with a request; empty when there is none.
std::string session_token_of(const Desk& desk, const WebRequest& request);

// By the cookie of a session. Nothing without one, or when its account was closed since.
std::optional<Caller> caller_of_session(Desk& desk, const WebRequest& request);
// By "Authorization: Bearer". Nothing for a token that is unknown, out of date, or of a closed
// account or a role taken away. On a server without accounts the entry key of its only user is one.
std::optional<Caller> caller_of_token(Desk& desk, const WebRequest& request);

// Whether a request that changes something comes from a page of this session: its token, and an
// Origin that is this server's (ASVS 4.2.2).
bool is_meant(const Desk& desk, const WebRequest& request, const SessionState& session,
              const std::string& form_token);
bool is_from_here(const Desk& desk, const WebRequest& request);

// The cookie of a session, or its end. Named "__Host-" where TLS allows it (ASVS 3.4.1, 3.4.4).
std::string session_cookie(const Desk& desk, const std::string& token);
std::string ended_cookie(const Desk& desk);

}  // namespace aval
