#include "registry/journal.h"

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/json.h"

namespace aval {

std::string hash_of_event(const JournalEvent& event) {
  return sha256_hex(canonical_json(Json{{"action", event.action},
                                        {"operator", event.operator_id},
                                        {"previous_hash", event.previous_hash},
                                        {"sequence", event.sequence},
                                        {"sha256", event.sha256},
                                        {"subject", event.subject},
                                        {"time", event.time},
                                        {"version", event.version}}));
}

}  // namespace aval
