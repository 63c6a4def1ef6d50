// aval anonymize, in parts: its options, a generalized file, a table of counts or amounts.
#pragma once

#include <string>

#include "audit/cli/commands.h"
#include "audit/risk/cell_secrecy.h"
#include "audit/workspace/anonymize.h"

namespace aval {

struct AnonymizeCommand : AnonymizeOptions {
  std::string sum;      // amount of a table; empty: rows are counted
  std::string unit;     // whose the amount is; empty: each row is a unit
  SecrecyRule secrecy;  // of a table of amounts
  std::string report;   // where the report is written; empty: nowhere
  std::string format = "text";
};

// With --method table: `aval.protected_table/1` (docs/schemas/protected-table.schema.json).
void tabulate_source(const AnonymizeCommand& options, CommandContext& context);

}  // namespace aval
