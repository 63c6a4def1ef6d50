#include "audit/base/aes_blocks.h"

#include <algorithm>

#include <openssl/evp.h>

#include "audit/base/error.h"

namespace aval {
namespace {

void require(bool done) {
  if (!done)
    throw Error(ErrorKind::crypto, "AES",
                {"une opération cryptographique a échoué", "a cryptographic operation failed"});
}

const EVP_CIPHER* cipher_of(std::size_t key_bytes) {
  switch (key_bytes) {
    case 16:
      return EVP_aes_128_ecb();
    case 24:
      return EVP_aes_192_ecb();
    case 32:
      return EVP_aes_256_ecb();
    default:
      return nullptr;
  }
}

}  // namespace

struct AesBlocks::State {
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  State() = default;
  ~State() { EVP_CIPHER_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

AesBlocks::AesBlocks(std::string_view key) : state_(std::make_unique<State>()) {
  const EVP_CIPHER* cipher = cipher_of(key.size());
  require(cipher != nullptr && state_->context != nullptr);
  require(EVP_EncryptInit_ex(state_->context, cipher, nullptr,
                             reinterpret_cast<const unsigned char*>(key.data()), nullptr) == 1);
  require(EVP_CIPHER_CTX_set_padding(state_->context, 0) == 1);
}

AesBlocks::~AesBlocks() = default;
AesBlocks::AesBlocks(AesBlocks&&) noexcept = default;
AesBlocks& AesBlocks::operator=(AesBlocks&&) noexcept = default;

void AesBlocks::encrypt(const unsigned char* in, unsigned char* out, std::size_t blocks) {
  constexpr std::size_t kAtOnce = std::size_t{1} << 20;  // OpenSSL counts bytes in an int
  while (blocks > 0) {
    const std::size_t now = std::min(blocks, kAtOnce);
    int written = 0;
    require(EVP_EncryptUpdate(state_->context, out, &written, in,
                              static_cast<int>(now * kAesBlock)) == 1 &&
            static_cast<std::size_t>(written) == now * kAesBlock);
    in += now * kAesBlock;
    out += now * kAesBlock;
    blocks -= now;
  }
}

}  // namespace aval
