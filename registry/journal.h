// The append-only journal. Each event binds the document it records by SHA-256 and the event before
// it by hash, so that any change is found. docs/journal-format.md tells the form for a verifier
// written by someone else.
#pragma once

#include <cstdint>
#include <string>

#include "audit/base/language.h"

namespace aval {

struct JournalEvent {
  std::int64_t sequence = 0;  // from 1, without gaps
  std::string time;           // UTC
  std::string operator_id;    // pseudonym of the account (table operators)
  std::string action;         // "activity.add", "review.reject"...
  std::string subject;        // id of the document
  int version = 0;            // of the document
  std::string sha256;         // of the document's content
  std::string previous_hash;  // 64 zeros for the first
  std::string hash;
};

struct JournalFault {
  std::int64_t sequence =
      0;  // of the first event that does not hold; 0: the head or a document without event
  Text message;
};

// Where the journal stood, noted outside the workspace.
struct Checkpoint {
  std::int64_t count = 0;
  std::string hash;  // of the event of that number
};

// SHA-256 over the canonical JSON of the event without `hash`.
std::string hash_of_event(const JournalEvent& event);

// The pseudonym of an account: "op-" and 16 hexadecimal digits of SHA-256(salt ':' account). The
// table of operators keeps account and salt, so that a changed name shows; once it is taken away,
// the pseudonym tells nothing.
std::string operator_pseudonym(const std::string& salt, const std::string& account);

inline constexpr const char* kFirstPreviousHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

}  // namespace aval
