// Digests and randomness through OpenSSL 3 EVP. Error(crypto) when OpenSSL fails.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aval {

// Lower-case hexadecimal SHA-256 (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

// The same over a stream. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void add(std::string_view bytes);
  std::string finish_hex();  // once; add() must not be called after

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// SHA-256 of the bytes of a file, in lower-case hexadecimal. Error(input) when it cannot be read.
std::string file_sha256_hex(const std::string& path);

// Cryptographically secure random bytes, in hexadecimal (2 characters a byte).
std::string random_hex(std::size_t bytes);

}  // namespace aval
