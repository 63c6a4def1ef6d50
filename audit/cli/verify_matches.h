// scan --verify-matches: every cell of the sources judged twice, as scans do and by RE2 for one
// pattern after the other.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/match_check.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

struct TableMatchCheck {
  std::string uri;
  std::string table;
  MatchCheck check;
};

// Reads every table of every source. Error as scan_sources; a source that cannot be read ends the
// command.
std::vector<TableMatchCheck> verify_matches(const ScanRequest& request, const RulePack& pack);

std::uint64_t count_differences(const std::vector<TableMatchCheck>& checks);

// Rows, columns and rule ids; never a value.
std::string match_checks_in_words(const std::vector<TableMatchCheck>& checks, const RulePack& pack,
                                  Language language);
// aval.match-check/1
std::string match_checks_as_json(const std::vector<TableMatchCheck>& checks, const RulePack& pack);

}  // namespace aval
