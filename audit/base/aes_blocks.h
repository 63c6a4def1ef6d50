// AES on whole blocks (FIPS 197), many at a time: what modes that OpenSSL 3.0 lacks or gets wrong
// are built from (SIV, FF1). Alone it hides nothing: equal blocks give equal blocks.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace aval {

constexpr std::size_t kAesBlock = 16;  // bytes

// One a thread. Error(crypto) when the key is not of 16, 24 or 32 bytes, or OpenSSL fails.
class AesBlocks {
 public:
  explicit AesBlocks(std::string_view key);
  ~AesBlocks();
  AesBlocks(AesBlocks&&) noexcept;
  AesBlocks& operator=(AesBlocks&&) noexcept;
  // Enciphers `blocks` blocks, each by itself; `in` and `out` may be the same place.
  void encrypt(const unsigned char* in, unsigned char* out, std::size_t blocks);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
