// Findings from judged columns.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"
#include "audit/scan/table_scan.h"

namespace aval {

// One finding a personal column, and one for each kind of data found inside the sentences of a
// column of another type.
std::vector<Finding> findings_of(const TableScan& table, const std::vector<ColumnView>& views,
                                 const RulePack& pack);

// SHA-256 (first 32 hexadecimal digits) of rule, table name, and the folded names and positions of
// the columns.
std::string fingerprint_of(const std::string& rule, const TableScan& table,
                           const std::vector<std::size_t>& columns);

}  // namespace aval
