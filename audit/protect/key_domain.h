// The life of a pseudonymization domain: its epochs, and the field keys drawn from its root secret.
#pragma once

#include <string>
#include <string_view>

#include "audit/protect/keyring.h"

namespace aval {

// The domain of that id; Error(usage) that names those there are.
KeyDomain& require_domain(Keyring& keyring, const std::string& id);
const KeyDomain& require_domain(const Keyring& keyring, const std::string& id);

// The epoch whose key makes tokens; Error(crypto) when the domain was destroyed.
const KeyEpoch& require_active_epoch(const KeyDomain& domain);
// The epoch of that number, to read tokens back; Error(crypto) when there is none or its key was
// destroyed.
const KeyEpoch& require_epoch(const KeyDomain& domain, int epoch);

// Adds an epoch with a new secret of 32 bytes; the former one reads tokens back and makes none.
const KeyEpoch& rotate_domain(KeyDomain& domain, const std::string& time, SecretBytes secret);
// Erases the secret of one epoch (0: of all): what its tokens stand for cannot be known any more.
// Error(usage) when it is destroyed already or is the active one while others are left.
void destroy_epochs(KeyDomain& domain, int epoch);

// What a field key is for. The same five give the same key; any other, an independent one.
struct FieldUse {
  std::string_view domain;
  std::string_view field_class;  // columns of one class join, columns of two never do
  std::string_view operation;    // "hmac", "siv", "ff1", "dateshift"...
  int epoch = 1;
  std::string_view output;  // the form of what comes out: "av1h", "nir"...
};
// HKDF-SHA256 of the epoch's secret, salt "aval/v1", the five parts of the use each after its
// length. `length` in bytes: 32 for HMAC and FF1, 64 for SIV.
SecretBytes field_key(const KeyEpoch& epoch, const FieldUse& use, std::size_t length);

// Each part after its length in four bytes, most significant first: no two lists give the same
// bytes.
std::string with_lengths(std::initializer_list<std::string_view> parts);

}  // namespace aval
