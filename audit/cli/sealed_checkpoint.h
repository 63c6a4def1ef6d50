// A checkpoint in a file of its own, sealed with a key of the keyring.
#pragma once

#include <optional>
#include <string>

#include "audit/base/json.h"
#include "audit/protect/keyring.h"
#include "registry/journal.h"

namespace aval {

// aval.checkpoint/1, as JSON.
OrderedJson sealed_checkpoint(const Checkpoint& checkpoint, const std::string& time,
                              const SigningKey& key);

// From such a file. With the path of a public key, Error(input) when its seal does not hold.
Checkpoint load_checkpoint(const std::string& path, const std::string& public_key);

}  // namespace aval
