// The journal as JSON lines for an auditor, and the one-page program that verifies it without aval.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/journal.h"

namespace aval {

// One account behind a pseudonym.
struct JournalOperator {
  std::string id;
  std::string account;
  std::string salt;  // hexadecimal
};

// First line: schema, number of events and last hash; then an event a line; then, where they are
// given, the operators; last line: the same number and hash. Canonical JSON, each line ends in
// "\n".
std::string journal_as_lines(const std::vector<JournalEvent>& events,
                             const std::vector<JournalOperator>& operators);

// Python 3, standard library only: verifies what journal_as_lines writes.
std::string_view journal_verifier();

}  // namespace aval
