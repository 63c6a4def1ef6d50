#include "audit/base/crypto.h"

#include <vector>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "audit/base/error.h"
#include "audit/base/file.h"

namespace aval {
namespace {

void require(bool done) {
  if (!done)
    throw Error(ErrorKind::crypto, "OpenSSL",
                {"une opération cryptographique a échoué", "a cryptographic operation failed"});
}

std::string to_hex(const unsigned char* bytes, std::size_t count) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(count * 2);
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(kDigits[bytes[i] >> 4]);
    out.push_back(kDigits[bytes[i] & 15]);
  }
  return out;
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() { require(context != nullptr && EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1); }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::finish_hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(state_->context, digest, &size) == 1);
  return to_hex(digest, size);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.finish_hex();
}

std::string file_sha256_hex(const std::string& path) {
  const InputFile file(path);
  Sha256 digest;
  std::string buffer(1U << 20U, '\0');
  for (std::uint64_t offset = 0; offset < file.size();) {
    const std::size_t count = file.read_at(offset, buffer.data(), buffer.size());
    if (count == 0)
      break;
    digest.add(std::string_view(buffer.data(), count));
    offset += count;
  }
  return digest.finish_hex();
}

std::string random_hex(std::size_t bytes) {
  std::vector<unsigned char> buffer(bytes);
  require(RAND_bytes(buffer.data(), static_cast<int>(bytes)) == 1);
  return to_hex(buffer.data(), bytes);
}

}  // namespace aval
