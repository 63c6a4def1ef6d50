// The schema of the database, by numbered steps that are never edited.
#pragma once

#include "audit/base/sqlite.h"

namespace aval {

// Brings the database to the latest version. Error(store) when it is no aval workspace or a later
// one.
void migrate(Database& database);

}  // namespace aval
