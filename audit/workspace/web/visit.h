// One request as its page sees it, and the desk all requests share.
#pragma once

#include <string>

#include "audit/workspace/web/http.h"
#include "audit/workspace/web/rights.h"
#include "audit/workspace/web/sessions.h"
#include "audit/workspace/web/sign_in_guard.h"
#include "audit/workspace/web/task_queue.h"
#include "audit/workspace/web/workspaces.h"
#include "audit/workspace/work_context.h"
#include "policies/policy.h"

namespace aval {

// What lives as long as the server. Its members are safe to use from several threads.
struct Desk {
  std::string account;     // of a server without accounts: the author of what is done here
  std::string host;        // the only Host answered to: "127.0.0.1:8080"
  std::string entry_key;   // opens the first session of its only user; empty on a site
  std::string site;        // folder of accounts and workspaces; empty: one user, no accounts
  bool encrypted = false;  // served over TLS
  PolicyPack policies;
  Sessions sessions;
  Workspaces workspaces;
  SignInGuard sign_ins;
  TaskQueue tasks = {};

  bool is_site() const { return !site.empty(); }
  std::string accounts() const { return accounts_file(site); }
  std::string origin() const { return (encrypted ? "https://" : "http://") + host; }
};

struct Visit {
  Desk& desk;
  const WebRequest& request;
  WorkContext work;
  SessionState session;
  std::string token;  // of the session
  Permissions permissions;
  bool must_change = false;       // the password, before anything else
  OpenWorkspace* open = nullptr;  // null where a page is about no workspace

  Language language() const { return work.language; }
  ScanQueue& queue() const { return open->queue; }
  bool may(Right right) const { return aval::may(permissions, right); }
  // A segment of the path, from 0.
  const std::string& segment(std::size_t position) const { return request.segments.at(position); }
  std::string field(std::string_view name) const { return value_of(request.form, name); }
  std::string asked(std::string_view name) const { return value_of(request.query, name); }
  // Told on the next page.
  void tell(const Text& notice) const { desk.sessions.set_notice(token, notice); }
};

}  // namespace aval
