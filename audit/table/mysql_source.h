// MariaDB and MySQL databases as tables: every table and view, streamed.
#pragma once

#include "audit/table/database_uri.h"
#include "audit/table/source.h"

namespace aval {

// Fills `source`. Error(input) when the server or the database cannot be reached or holds nothing.
// What the account may not read, what is locked and what takes too long is a table skipped, never
// silence; but a server of this kind does not name the tables on which an account has no right at
// all.
void open_mysql(const DatabaseUri& uri, const SourceOptions& options, Source& source);

}  // namespace aval
