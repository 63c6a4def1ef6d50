// The workspace in a browser: cpp-httplib carries the requests, routes.h answers them.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "audit/workspace/work_context.h"

namespace aval {

struct ServeOptions {
  int port = 0;                      // 0: any free one
  bool opens_browser = true;         // where there is a graphical session; never for a site
  std::string site = {};             // folder of accounts and workspaces; empty: one user
  std::string listen = "127.0.0.1";  // address of an interface
  std::string name = {};             // what browsers call this server; empty: the address
  std::string certificate = {};      // PEM, with its chain: served over TLS 1.2 or later
  std::string key = {};              // PEM, readable by its owner only
};

// Serves until SIGINT or SIGTERM, and tells on standard output where: the workspace of `context` to
// its only user, or the workspaces of a site to its accounts. Error(usage) when it is asked to
// listen elsewhere than on the loopback interface without a site and TLS; Error(store) when a
// workspace is not there or is served already; Error(input) when the port is taken, or certificate
// and key cannot be used.
void serve_workspace(const WorkContext& context, const ServeOptions& options);

}  // namespace aval
