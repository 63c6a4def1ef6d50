// A public key from the file that "aval keyring public-key" writes.
#pragma once

#include <string>

namespace aval {

// The 32 bytes of an Ed25519 public key (PEM). Error(input) when the file is no such key.
std::string load_public_key(const std::string& path);

}  // namespace aval
