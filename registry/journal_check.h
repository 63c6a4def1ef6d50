// journal verify: recomputes the chain and compares every document with the event that binds it.
#pragma once

#include <optional>

#include "audit/base/sqlite.h"
#include "registry/journal.h"

namespace aval {

// Reads one snapshot of the database; the first fault, or nothing when all holds.
[[nodiscard]] std::optional<JournalFault> check_journal(
    Database& database, const std::optional<Checkpoint>& checkpoint);

}  // namespace aval
