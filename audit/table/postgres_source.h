// PostgreSQL databases as tables: every table and view of the schemas asked for, streamed by COPY.
#pragma once

#include "audit/table/database_uri.h"
#include "audit/table/source.h"

namespace aval {

// Fills `source`. Error(input) when the server or the database cannot be reached or holds nothing
// of the schemas asked for. What the account may not read, what is locked and what takes too long
// is a table skipped, never silence.
void open_postgres(const DatabaseUri& uri, const SourceOptions& options, Source& source);

}  // namespace aval
