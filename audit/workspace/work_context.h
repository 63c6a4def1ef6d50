// Who works, when, in which language and on which workspace: what the command line takes from its
// surroundings and the web workspace from a session.
#pragma once

#include <string>

#include "audit/base/language.h"

namespace aval {

struct WorkContext {
  Language language = Language::fr;
  std::string today;      // "YYYY-MM-DD"
  std::string now;        // UTC, "YYYY-MM-DDTHH:MM:SSZ"
  std::string account;    // who acts, for the journal
  std::string workspace;  // path of the SQLite file
};

}  // namespace aval
