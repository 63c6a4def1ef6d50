// A plan proposed from a scan: every column named with the careful choice, for a person to read.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "audit/scan/table_scan.h"

namespace aval {

// `aval.plan/1`, indented JSON. `domain`: empty for one to be replaced.
std::string proposed_plan(const TableScan& scan, const std::string& domain, Language language);

}  // namespace aval
