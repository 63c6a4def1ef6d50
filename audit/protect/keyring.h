// The keyring of a controller: one encrypted file that holds the secrets of its pseudonymization
// domains and its signing keys. The form of the file is in docs/keyring.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/base/key_crypto.h"

namespace aval {

// Frozen: spelled so in the file.
enum class KeyState { active, decrypt_only, destroyed };
std::string_view name_of(KeyState state);

// A root secret of 32 random bytes for one domain and one epoch; empty once destroyed.
struct KeyEpoch {
  int epoch = 1;  // from 1; stands in every token
  KeyState state = KeyState::active;
  std::string created_at;  // UTC, "YYYY-MM-DDTHH:MM:SSZ"
  SecretBytes secret;
};

// A pseudonymization domain: one purpose. Its secrets are independent of any other's, so that it
// can be handed over or destroyed alone.
struct KeyDomain {
  std::string id;
  std::string purpose;
  std::string legal_basis;
  std::string created_by;
  std::vector<KeyEpoch> epochs;  // by epoch; at most one is active
};

// An Ed25519 key that seals decisions and checkpoints.
struct SigningKey {
  std::string name;
  std::string created_at;
  std::string created_by;
  SecretBytes seed;        // 32 bytes
  std::string public_key;  // 32 bytes
};

struct Keyring {
  std::string controller;
  std::string created_at;
  std::vector<KeyDomain> domains;        // by id
  std::vector<SigningKey> signing_keys;  // by name
};

// HMAC-SHA256(key, "kcv"), its first 8 bytes in hexadecimal: two sites see whether they hold the
// same key without showing it.
std::string key_check_value(std::string_view key);

struct KeyNote {
  std::string id;    // of the domain, or name of the signing key: [a-z0-9_.-], 1 to 64 characters
  std::string time;  // UTC
  std::string by;
  std::string purpose = {};      // of a domain
  std::string legal_basis = {};  // of a domain
};
// Error(usage) when the name is taken or ill-formed.
SigningKey& add_signing_key(Keyring& keyring, const KeyNote& note, SecretBytes seed);
KeyDomain& add_domain(Keyring& keyring, const KeyNote& note, SecretBytes secret);
// The key of that name; with an empty name the only key. Error(usage) that names those there are.
const SigningKey& require_signing_key(const Keyring& keyring, const std::string& name);

// Whole, synced and renamed into place, readable by its owner only, with a new salt and nonce.
// Error(crypto) when the same secret serves two domains, Error(input) when it cannot be written.
void write_keyring(const std::string& path, const Keyring& keyring, const SecretBytes& passphrase);
// Error(crypto): open to other accounts, no keyring, another version, wrong passphrase or changed
// file (the two cannot be told apart).
Keyring read_keyring(const std::string& path, const SecretBytes& passphrase);

}  // namespace aval
