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

std::string operator_pseudonym(const std::string& salt, const std::string& account) {
  constexpr std::size_t kDigits = 16;
  return "op-" + sha256_hex(salt + ":" + account).substr(0, kDigits);
}

}  // namespace aval
