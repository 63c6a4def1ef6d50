// One request as its page sees it, and the desk all requests share.
#pragma once

#include <string>

#include "audit/workspace/web/http.h"
#include "audit/workspace/web/scan_queue.h"
#include "audit/workspace/web/sessions.h"
#include "audit/workspace/web/task_queue.h"
#include "audit/workspace/work_context.h"
#include "policies/policy.h"

namespace aval {

// What lives as long as the server. Its members are safe to use from several threads.
struct Desk {
  std::string workspace;  // path of the SQLite file
  std::string account;    // who runs the server: the author of what is done here
  std::string host;       // the only Host answered to: "127.0.0.1:8080"
  std::string entry_key;  // opens the first session; random, told to the owner only
  PolicyPack policies;
  Sessions sessions;
  ScanQueue queue;
  TaskQueue tasks = {};
};

struct Visit {
  Desk& desk;
  const WebRequest& request;
  WorkContext work;
  SessionState session;
  std::string token;  // of the session

  Language language() const { return work.language; }
  // A segment of the path, from 0.
  const std::string& segment(std::size_t position) const { return request.segments.at(position); }
  std::string field(std::string_view name) const { return value_of(request.form, name); }
  std::string asked(std::string_view name) const { return value_of(request.query, name); }
  // Told on the next page.
  void tell(const Text& notice) const { desk.sessions.set_notice(token, notice); }
};

}  // namespace aval
