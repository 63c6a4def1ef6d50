// The workspace in a browser: cpp-httplib carries the requests, routes.h answers them.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "audit/workspace/work_context.h"

namespace aval {

struct ServeOptions {
  int port = 0;               // 0: any free one
  bool opens_browser = true;  // where there is a graphical session
};

// Serves the workspace on the loopback interface until SIGINT or SIGTERM, and tells on standard
// output where it is. Error(store) when the workspace is not there or is served already,
// Error(input) when the port is taken.
void serve_workspace(const WorkContext& context, const ServeOptions& options);

}  // namespace aval
