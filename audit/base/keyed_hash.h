// Codes of many short messages under one key, and keys from a key, through OpenSSL 3 EVP.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

#include "audit/base/key_crypto.h"

namespace aval {

// HMAC-SHA256 (RFC 2104) of any number of messages; the two states that depend on the key alone are
// computed once. One a thread. Error(crypto) when OpenSSL fails.
class HmacSha256 {
 public:
  using Code = std::array<unsigned char, 32>;
  explicit HmacSha256(std::string_view key);
  ~HmacSha256();
  HmacSha256(HmacSha256&&) noexcept;
  HmacSha256& operator=(HmacSha256&&) noexcept;
  Code code(std::string_view message);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct HkdfInputs {
  std::string_view key;  // the input keying material; not empty
  std::string_view salt;
  std::string_view info;
};
// HKDF-SHA256 (RFC 5869). `length` is 1 to 8,160 bytes (255 times 32); Error(crypto) beyond.
SecretBytes hkdf_sha256(const HkdfInputs& inputs, std::size_t length);

}  // namespace aval
