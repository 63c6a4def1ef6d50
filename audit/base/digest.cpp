#include "audit/base/digest.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {
namespace {

struct AlgorithmFacts {
  DigestAlgorithm algorithm;
  std::string_view name;  // as people and OpenSSL write it
  std::size_t bytes;
};

constexpr std::array<AlgorithmFacts, 6> kAlgorithms = {{{DigestAlgorithm::md5, "MD5", 16},
                                                        {DigestAlgorithm::sha1, "SHA-1", 20},
                                                        {DigestAlgorithm::sha224, "SHA-224", 28},
                                                        {DigestAlgorithm::sha256, "SHA-256", 32},
                                                        {DigestAlgorithm::sha384, "SHA-384", 48},
                                                        {DigestAlgorithm::sha512, "SHA-512", 64}}};

const AlgorithmFacts& facts_of(DigestAlgorithm algorithm) {
  return kAlgorithms[static_cast<std::size_t>(algorithm)];
}

void require(bool done, DigestAlgorithm algorithm) {
  if (!done)
    throw Error(ErrorKind::crypto, "OpenSSL",
                format_text({"{0} n'est pas disponible sur cette machine (mode FIPS ?)",
                             "{0} is not available on this machine (FIPS mode?)"},
                            {name_of(algorithm)}));
}

int hex_value(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool has_letter_between(std::string_view text, char first, char last) {
  return std::any_of(text.begin(), text.end(), [&](char c) { return c >= first && c <= last; });
}

std::optional<std::string> bytes_of_hex(std::string_view text) {
  if (text.size() % 2 != 0 ||
      (has_letter_between(text, 'a', 'f') && has_letter_between(text, 'A', 'F')))
    return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0)
      return std::nullopt;
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  return bytes;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding)
    text.remove_suffix(1);
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0)
      return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFU;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push_back(static_cast<char>(bits >> held & 0xFFU));
    }
  }
  return bytes;
}

std::optional<Digest> digest_of_bytes(std::optional<std::string> bytes) {
  if (!bytes)
    return std::nullopt;
  for (const AlgorithmFacts& facts : kAlgorithms)
    if (facts.bytes == bytes->size())
      return Digest{facts.algorithm, std::move(*bytes)};
  return std::nullopt;
}

}  // namespace

std::string_view name_of(DigestAlgorithm algorithm) {
  return facts_of(algorithm).name;
}

std::size_t digest_size(DigestAlgorithm algorithm) {
  return facts_of(algorithm).bytes;
}

std::optional<Digest> find_digest(std::string_view cell) {
  constexpr std::size_t kLongest = 128;
  cell = trim(cell);
  if (cell.size() > kLongest)
    return std::nullopt;
  if (auto digest = digest_of_bytes(bytes_of_hex(cell)))
    return digest;
  return digest_of_bytes(bytes_of_base64(cell));
}

struct Digester::State {
  explicit State(DigestAlgorithm which)
      : algorithm(which),
        function(EVP_MD_fetch(nullptr, std::string(name_of(which)).c_str(), nullptr)),
        context(EVP_MD_CTX_new()) {}
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(function);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  DigestAlgorithm algorithm;
  EVP_MD* function;
  EVP_MD_CTX* context;
};

Digester::Digester(DigestAlgorithm algorithm) : state_(std::make_unique<State>(algorithm)) {
  require(state_->function != nullptr && state_->context != nullptr &&
              EVP_DigestInit_ex2(state_->context, state_->function, nullptr) == 1,
          algorithm);
}
Digester::~Digester() = default;
Digester::Digester(Digester&&) noexcept = default;
Digester& Digester::operator=(Digester&&) noexcept = default;

void Digester::digest(std::string_view text, unsigned char* out) {
  State& state = *state_;
  // Without a function named again, OpenSSL keeps the one it has: three times as fast.
  const bool done = EVP_DigestInit_ex2(state.context, nullptr, nullptr) == 1 &&
                    EVP_DigestUpdate(state.context, text.data(), text.size()) == 1 &&
                    EVP_DigestFinal_ex(state.context, out, nullptr) == 1;
  require(done, state.algorithm);
}

}  // namespace aval
