// One attempt at unkeyed digests: what was asked, what came of it, how it is told and stored.
// Counts only: no digest and no value is in any of these texts.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/risk/hash_column.h"
#include "audit/risk/hash_search.h"

namespace aval {

struct HashBudget {
  std::uint64_t candidates = 0;  // 0: no limit
  double seconds = 0;            // 0: no limit
};

// "60s", "500000000" or both, joined by a comma. Error(usage) naming --budget.
HashBudget parse_budget(const std::string& text);

struct HashAttempt {
  std::string source;  // file name
  std::string source_sha256;
  std::string table;
  Text column;  // as it is named for people
  HashColumn hashes;
  std::vector<CandidateSpace> spaces;
  HashBudget budget;
  std::string reason;
  std::string author;
  unsigned threads = 1;
};

struct HashOutcome {
  HashSearchResult result;
  bool interrupted = false;
  double seconds = 0;  // that the search took
};

// "complete", "all_found", "budget" or "interrupted".
std::string end_of(const HashOutcome& outcome);

// What the journal binds before the first candidate is tried, and after the last.
Json attempt_started(const HashAttempt& attempt, const std::string& date);
Json attempt_finished(const HashAttempt& attempt, const HashOutcome& outcome, int started_version);

// `aval.hashes/1`: the same bytes for the same file, spaces and budget in candidates.
std::string render_attempt_json(const HashAttempt& attempt, const HashOutcome& outcome);
std::string render_attempt_text(const HashAttempt& attempt, const HashOutcome& outcome,
                                Language language);

}  // namespace aval
