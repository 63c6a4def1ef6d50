// SHA256_CTX is copied as plain memory, three times as fast as EVP_MD_CTX_copy_ex; it is deprecated
// since OpenSSL 3.0, which this version of the API allows.
#define OPENSSL_API_COMPAT 10101

#include "audit/base/keyed_hash.h"

#include <algorithm>
#include <cstring>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/sha.h>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr std::size_t kShaBlock = 64;  // bytes of a block of SHA-256

void require(bool done) {
  if (!done)
    throw Error(ErrorKind::crypto, "HMAC",
                {"une opération cryptographique a échoué", "a cryptographic operation failed"});
}

struct FreeKdf {
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

OSSL_PARAM octets(const char* name, std::string_view bytes) {
  static char nothing[] = "";  // OpenSSL takes no null pointer
  char* data = bytes.empty() ? nothing : const_cast<char*>(bytes.data());
  return OSSL_PARAM_construct_octet_string(name, data, bytes.size());
}

}  // namespace

// The states of SHA-256 once the padded key has gone in (RFC 2104).
struct HmacSha256::State {
  SHA256_CTX inner;
  SHA256_CTX outer;
  SHA256_CTX work;
  State() = default;
  ~State() { OPENSSL_cleanse(this, sizeof *this); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

HmacSha256::HmacSha256(std::string_view key) : state_(std::make_unique<State>()) {
  SecretBytes block(kShaBlock);
  if (key.size() <= kShaBlock) {
    std::copy(key.begin(), key.end(), block.bytes());
  } else {
    unsigned int size = 0;
    require(EVP_Digest(key.data(), key.size(), block.bytes(), &size, EVP_sha256(), nullptr) == 1);
  }
  for (std::size_t i = 0; i < kShaBlock; ++i)
    block.bytes()[i] ^= 0x36;
  require(SHA256_Init(&state_->inner) == 1 &&
          SHA256_Update(&state_->inner, block.bytes(), kShaBlock) == 1);
  for (std::size_t i = 0; i < kShaBlock; ++i)
    block.bytes()[i] ^= 0x36 ^ 0x5c;
  require(SHA256_Init(&state_->outer) == 1 &&
          SHA256_Update(&state_->outer, block.bytes(), kShaBlock) == 1);
}

HmacSha256::~HmacSha256() = default;
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;

HmacSha256::Code HmacSha256::code(std::string_view message) {
  Code code;
  SHA256_CTX& work = state_->work;
  work = state_->inner;
  require(SHA256_Update(&work, message.data(), message.size()) == 1 &&
          SHA256_Final(code.data(), &work) == 1);
  work = state_->outer;
  require(SHA256_Update(&work, code.data(), code.size()) == 1 &&
          SHA256_Final(code.data(), &work) == 1);
  return code;
}

SecretBytes hkdf_sha256(const HkdfInputs& inputs, std::size_t length) {
  const std::unique_ptr<EVP_KDF, FreeKdf> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  require(kdf != nullptr && length > 0);
  const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(EVP_KDF_CTX_new(kdf.get()));
  require(context != nullptr);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
      octets(OSSL_KDF_PARAM_KEY, inputs.key), octets(OSSL_KDF_PARAM_SALT, inputs.salt),
      octets(OSSL_KDF_PARAM_INFO, inputs.info), OSSL_PARAM_construct_end()};
  SecretBytes out(length);
  require(EVP_KDF_derive(context.get(), out.bytes(), length, parameters) == 1);
  return out;
}

}  // namespace aval
