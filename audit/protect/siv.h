// AES-SIV (RFC 5297): the same text gives the same ciphertext, which reads back with the key only.
// Built on whole AES blocks, not on OpenSSL's own SIV, which fails on an empty text (3.0 to 3.4),
// ignores empty associated data (CVE-2023-2975), and accepts a forged tag on an empty ciphertext
// (CVE-2026-45446); values go through in batches, so that one call enciphers many.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/aes_blocks.h"
#include "audit/base/key_crypto.h"

namespace aval {

constexpr std::size_t kSivTag = 16;  // bytes before the ciphertext

// The key (32, 48 or 64 bytes; Error(crypto) otherwise) and the associated data are fixed; texts
// come one after the other. One a thread.
class AesSiv {
 public:
  // Each element of `associated` is a component of its own, empty ones included.
  AesSiv(std::string_view key, std::span<const std::string_view> associated);
  // Tag, then ciphertext of the length of `plain`.
  std::string seal(std::string_view plain);
  // Nothing when the tag does not hold: another key, other associated data, any byte changed.
  std::optional<SecretBytes> open(std::string_view sealed);
  // What seal gives for each, in order: `out` gets one string a text.
  void seal_all(std::span<const std::string> plain, std::vector<std::string>& out);

 private:
  using Block = std::array<unsigned char, kAesBlock>;
  Block cmac(std::string_view message);
  Block tag_of(std::string_view plain);
  void tags_of(std::span<const std::string> plain);
  void add_key_stream(const Block& tag, std::string_view in, unsigned char* out);
  void check_batch(std::span<const std::string> plain) const;

  AesBlocks mac_;
  AesBlocks stream_;
  Block whole_key_{};    // of CMAC, for a last block that is full
  Block partial_key_{};  // for one that was padded
  Block associated_{};   // S2V before the text
  std::vector<unsigned char> work_;
  std::vector<Block> tags_;
  std::vector<std::size_t> longer_;
};

}  // namespace aval
