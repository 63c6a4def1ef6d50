// What keys need: scrypt (RFC 7914), AES-256-GCM (NIST SP 800-38D), HMAC-SHA256 (RFC 2104), Ed25519
// (RFC 8032), through OpenSSL 3 EVP. Error(crypto) when OpenSSL fails. Bytes travel in strings;
// functions hold no state and may be called from several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aval {

// Bytes that are wiped when they go, and kept out of swap where the system allows it. Move-only, so
// that no copy is forgotten.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);          // zeros
  explicit SecretBytes(std::string_view content);  // a copy: wipe the original
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  std::string_view view() const { return {data_, size_}; }
  unsigned char* bytes() { return reinterpret_cast<unsigned char*>(data_); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  void wipe();
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

// Wipes a string in place and empties it.
void wipe(std::string& text);

std::string random_bytes(std::size_t count);  // not secret: salts, nonces
SecretBytes random_secret(std::size_t count);

// Lower-case hexadecimal, and back; nothing when the text is not hexadecimal.
std::string hex_of(std::string_view bytes);
std::optional<SecretBytes> bytes_of_hex(std::string_view hex);

struct ScryptCost {
  std::uint64_t n = 1U << 17;  // a power of two; memory is 128 * n * r bytes
  std::uint64_t r = 8;
  std::uint64_t p = 1;
};
SecretBytes scrypt(std::string_view passphrase, std::string_view salt, const ScryptCost& cost,
                   std::size_t length);

// Key of 32 bytes, nonce of 12 that never serves twice with that key, associated data that is
// authenticated and not encrypted.
struct GcmInputs {
  std::string_view key;
  std::string_view nonce;
  std::string_view associated;
};
std::string gcm_seal(const GcmInputs& inputs, std::string_view plain);  // ciphertext, 16-byte tag
// Nothing when the tag does not hold: wrong key, or any byte changed.
std::optional<SecretBytes> gcm_open(const GcmInputs& inputs, std::string_view sealed);

std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes

// Seed and public key of 32 bytes, signature of 64.
std::string ed25519_public_key(std::string_view seed);
std::string ed25519_sign(std::string_view seed, std::string_view message);
[[nodiscard]] bool ed25519_verify(std::string_view public_key, std::string_view message,
                                  std::string_view signature);
// "-----BEGIN PUBLIC KEY-----" (RFC 8410), as openssl reads it, and back; nothing when it is none.
std::string ed25519_public_pem(std::string_view public_key);
std::optional<std::string> ed25519_public_of_pem(std::string_view pem);

}  // namespace aval
