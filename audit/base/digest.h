// Unkeyed digests (MD5, RFC 1321; SHA-1 and SHA-2, FIPS 180-4), to recognise those of others and
// to measure what they hide. aval protects nothing with one.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aval {

enum class DigestAlgorithm { md5, sha1, sha224, sha256, sha384, sha512 };

// "MD5", "SHA-1", "SHA-256"...
std::string_view name_of(DigestAlgorithm algorithm);
std::size_t digest_size(DigestAlgorithm algorithm);  // in bytes, 16 to 64

// A digest as its bytes.
struct Digest {
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  std::string bytes;  // digest_size(algorithm) of them
  auto operator<=>(const Digest&) const = default;
};

// Hexadecimal of 32, 40, 56, 64, 96 or 128 digits, all in one case, or the base64 of as many bytes
// (RFC 4648, padded). The length tells the algorithm. White space around is ignored.
std::optional<Digest> find_digest(std::string_view cell);

// Digests many short texts with one context. One a thread. Error(crypto) when OpenSSL refuses the
// algorithm (MD5 in a FIPS mode) or fails.
class Digester {
 public:
  explicit Digester(DigestAlgorithm algorithm);
  ~Digester();
  Digester(Digester&&) noexcept;
  Digester& operator=(Digester&&) noexcept;
  // Writes digest_size(algorithm) bytes to `out`.
  void digest(std::string_view text, unsigned char* out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
