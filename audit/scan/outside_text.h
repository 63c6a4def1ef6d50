// Title lines above a header and notes outside tables: they are published with the file, and may
// name people.
#pragma once

#include <optional>

#include "audit/scan/table_scan.h"
#include "rules/rule_pack.h"

namespace aval {

// One finding, without columns, when a line of `table.info.extra_text` names a person or gives a
// mailbox, number or account that reaches one. `rows` counts such lines.
std::optional<Finding> find_in_outside_text(const TableScan& table, const RulePack& pack);

}  // namespace aval
