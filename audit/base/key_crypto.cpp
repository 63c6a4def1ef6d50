#include "audit/base/key_crypto.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <sys/mman.h>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kEd25519Bytes = 32;
constexpr std::size_t kSignatureBytes = 64;

void require(bool done) {
  if (!done)
    throw Error(ErrorKind::crypto, "OpenSSL",
                {"une opération cryptographique a échoué", "a cryptographic operation failed"});
}

const unsigned char* bytes_of(std::string_view text) {
  // OpenSSL takes no null pointer for an empty input.
  static constexpr char kNothing[] = "";
  return reinterpret_cast<const unsigned char*>(text.data() == nullptr ? kNothing : text.data());
}

unsigned char* writable(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

int int_of(std::size_t size) {
  require(size <= (1U << 30));
  return static_cast<int>(size);
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Bio = std::unique_ptr<BIO, FreeBio>;

Cipher gcm_context(const GcmInputs& inputs, bool encrypts) {
  require(inputs.key.size() == 32 && inputs.nonce.size() == 12);
  Cipher context(EVP_CIPHER_CTX_new());
  require(context != nullptr);
  require(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(inputs.key),
                            bytes_of(inputs.nonce), encrypts ? 1 : 0) == 1);
  int count = 0;
  require(EVP_CipherUpdate(context.get(), nullptr, &count, bytes_of(inputs.associated),
                           int_of(inputs.associated.size())) == 1);
  return context;
}

Key private_key(std::string_view seed) {
  require(seed.size() == kEd25519Bytes);
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
  require(key != nullptr);
  return key;
}

std::string raw_public(const EVP_PKEY* key) {
  std::string out(kEd25519Bytes, '\0');
  std::size_t size = out.size();
  require(EVP_PKEY_get_raw_public_key(key, writable(out), &size) == 1 && size == out.size());
  return out;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size)
    : data_(size == 0 ? nullptr : static_cast<char*>(OPENSSL_zalloc(size))), size_(size) {
  require(size == 0 || data_ != nullptr);
  if (data_ != nullptr && ::mlock(data_, size_) != 0)
    return;  // best effort: the limit of locked memory is small on many systems
}

SecretBytes::SecretBytes(std::string_view content) : SecretBytes(content.size()) {
  if (!content.empty())
    std::memcpy(data_, content.data(), content.size());
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    wipe();
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

SecretBytes::~SecretBytes() {
  wipe();
}

void SecretBytes::wipe() {
  if (data_ == nullptr)
    return;
  OPENSSL_cleanse(data_, size_);
  ::munlock(data_, size_);
  OPENSSL_free(data_);
  data_ = nullptr;
  size_ = 0;
}

void wipe(std::string& text) {
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  require(RAND_bytes(writable(out), int_of(count)) == 1);
  return out;
}

SecretBytes random_secret(std::size_t count) {
  SecretBytes out(count);
  require(RAND_priv_bytes(out.bytes(), int_of(count)) == 1);
  return out;
}

std::string hex_of(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::optional<SecretBytes> bytes_of_hex(std::string_view hex) {
  if (hex.size() % 2 != 0)
    return std::nullopt;
  SecretBytes out(hex.size() / 2);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = digit_of(hex[2 * i]);
    const int low = digit_of(hex[2 * i + 1]);
    if (high < 0 || low < 0)
      return std::nullopt;
    out.bytes()[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return out;
}

SecretBytes scrypt(std::string_view passphrase, std::string_view salt, const ScryptCost& cost,
                   std::size_t length) {
  // OpenSSL's own bound is 32 MiB, less than n = 2^17 takes: the bound is what the cost asks for,
  // with room for the blocks of p.
  const std::uint64_t bound = 128 * cost.r * (cost.n + cost.p + 2) + (1U << 20);
  SecretBytes out(length);
  require(EVP_PBE_scrypt(passphrase.data() == nullptr ? "" : passphrase.data(), passphrase.size(),
                         bytes_of(salt), salt.size(), cost.n, cost.r, cost.p, bound, out.bytes(),
                         out.size()) == 1);
  return out;
}

std::string gcm_seal(const GcmInputs& inputs, std::string_view plain) {
  const Cipher context = gcm_context(inputs, true);
  std::string out(plain.size() + kTagBytes, '\0');
  int count = 0;
  int rest = 0;
  require(EVP_CipherUpdate(context.get(), writable(out), &count, bytes_of(plain),
                           int_of(plain.size())) == 1);
  require(EVP_CipherFinal_ex(context.get(), writable(out) + count, &rest) == 1);
  require(static_cast<std::size_t>(count + rest) == plain.size());
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes,
                              writable(out) + plain.size()) == 1);
  return out;
}

std::optional<SecretBytes> gcm_open(const GcmInputs& inputs, std::string_view sealed) {
  if (sealed.size() < kTagBytes)
    return std::nullopt;
  const std::string_view text = sealed.substr(0, sealed.size() - kTagBytes);
  std::string tag(sealed.substr(text.size()));
  const Cipher context = gcm_context(inputs, false);
  SecretBytes out(text.size() + 1);  // one more: never a null pointer
  int count = 0;
  int rest = 0;
  require(EVP_CipherUpdate(context.get(), out.bytes(), &count, bytes_of(text),
                           int_of(text.size())) == 1);
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1);
  if (EVP_CipherFinal_ex(context.get(), out.bytes() + count, &rest) != 1)
    return std::nullopt;
  return SecretBytes(out.view().substr(0, text.size()));
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::string out(32, '\0');
  unsigned int size = 0;
  require(HMAC(EVP_sha256(), bytes_of(key), int_of(key.size()), bytes_of(message), message.size(),
               writable(out), &size) != nullptr);
  return out;
}

std::string ed25519_public_key(std::string_view seed) {
  return raw_public(private_key(seed).get());
}

std::string ed25519_sign(std::string_view seed, std::string_view message) {
  const Key key = private_key(seed);
  const Digest context(EVP_MD_CTX_new());
  require(context != nullptr);
  require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  std::string out(kSignatureBytes, '\0');
  std::size_t size = out.size();
  require(EVP_DigestSign(context.get(), writable(out), &size, bytes_of(message), message.size()) ==
              1 &&
          size == out.size());
  return out;
}

bool ed25519_verify(std::string_view public_key, std::string_view message,
                    std::string_view signature) {
  if (public_key.size() != kEd25519Bytes || signature.size() != kSignatureBytes)
    return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(public_key),
                                            public_key.size()));
  const Digest context(EVP_MD_CTX_new());
  require(context != nullptr);
  return key != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

std::string ed25519_public_pem(std::string_view public_key) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(public_key),
                                            public_key.size()));
  const Bio bio(BIO_new(BIO_s_mem()));
  require(key != nullptr && bio != nullptr && PEM_write_bio_PUBKEY(bio.get(), key.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  require(size > 0);
  return {text, static_cast<std::size_t>(size)};
}

std::optional<std::string> ed25519_public_of_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(bytes_of(pem), int_of(pem.size())));
  require(bio != nullptr);
  const Key key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519)
    return std::nullopt;
  return raw_public(key.get());
}

}  // namespace aval
