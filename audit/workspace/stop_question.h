// Long work asks now and then whether it should stop: Ctrl-C on the command line, a button on a
// page.
#pragma once

#include <functional>
#include <string>

#include "audit/base/error.h"

namespace aval {

// From any thread, at any time. Empty: never.
using StopQuestion = std::function<bool()>;

// Error(input) naming `source` once the question says so: nothing was written then.
inline void stop_if_asked(const StopQuestion& is_stopped, const std::string& source) {
  if (is_stopped && is_stopped())
    throw Error(ErrorKind::input, source,
                {"interrompu : rien n'a été écrit", "interrupted: nothing was written"});
}

}  // namespace aval
