// The schema of the database, by numbered steps that are never edited.
#pragma once

#include <string>

#include "audit/base/sqlite.h"

namespace aval {

enum class WorkspaceState {
  absent,  // no such file
  blank,   // a database with nothing in it: what a creation leaves that was stopped on its way
  ready,   // a workspace that this version can open
};

// Looks without changing a byte, so that a stranger's database stays as it is. Error(store) when
// the file is no aval workspace or comes from a later version.
WorkspaceState look_at_workspace(const std::string& path);

bool is_blank(Database& database);

// Brings the database to the latest version. Call it inside a transaction.
void migrate(Database& database);
bool needs_migration(Database& database);

}  // namespace aval
