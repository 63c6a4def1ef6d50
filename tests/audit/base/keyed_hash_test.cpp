// Expected values: RFC 4231 section 4, RFC 5869 appendix A, and the files of Wycheproof
// (tests/data/wycheproof).
#include "audit/base/keyed_hash.h"

#include "audit/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/vectors.h"

namespace aval {
namespace {

std::string hex_code(std::string_view key, std::string_view message) {
  const HmacSha256::Code code = HmacSha256(key).code(message);
  return hex_of({reinterpret_cast<const char*>(code.data()), code.size()});
}

TEST_CASE("HMAC-SHA256 gives the codes of RFC 4231", "[crypto]") {
  CHECK(hex_code(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex_code("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex_code(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(hex_code(std::string(131, '\xaa'),
                 "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("HMAC-SHA256 agrees with every vector of Wycheproof", "[crypto]") {
  std::size_t valid = 0, invalid = 0;
  for (const Vector& vector : load_vectors("hmac_sha256")) {
    const std::string code = hex_code(raw_bytes(vector.at("key")), raw_bytes(vector.at("msg")))
                                 .substr(0, vector.at("tag").size());
    const bool is_valid = vector.at("result") == "valid";
    ++(is_valid ? valid : invalid);
    INFO("vector " << vector.at("id"));
    CHECK((code == vector.at("tag")) == is_valid);
  }
  CHECK(valid == 66);
  CHECK(invalid == 108);
}

TEST_CASE("one HMAC serves many messages, each by itself", "[crypto]") {
  HmacSha256 hmac("Jefe");
  const HmacSha256::Code first = hmac.code("what do ya want for nothing?");
  CHECK(hmac.code("another") != first);
  CHECK(hmac.code("what do ya want for nothing?") == first);
}

// RFC 5869 A.1 to A.3.
TEST_CASE("HKDF-SHA256 gives the keys of RFC 5869", "[crypto]") {
  const std::string key(22, '\x0b');
  CHECK(hex_of(hkdf_sha256({key, raw_bytes("000102030405060708090a0b0c"),
                            raw_bytes("f0f1f2f3f4f5f6f7f8f9")},
                           42)
                   .view()) ==
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  CHECK(hex_of(hkdf_sha256({key, "", ""}, 42).view()) ==
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST_CASE("HKDF-SHA256 agrees with every vector of Wycheproof", "[crypto]") {
  std::size_t valid = 0, refused = 0;
  for (const Vector& vector : load_vectors("hkdf_sha256")) {
    const std::string ikm = raw_bytes(vector.at("ikm"));
    const std::string salt = raw_bytes(vector.at("salt"));
    const std::string info = raw_bytes(vector.at("info"));
    const std::size_t size = std::stoul(vector.at("size"));
    INFO("vector " << vector.at("id"));
    if (vector.at("result") == "valid") {
      ++valid;
      CHECK(hex_of(hkdf_sha256({ikm, salt, info}, size).view()) == vector.at("okm"));
    } else {
      ++refused;
      CHECK_THROWS_AS(hkdf_sha256({ikm, salt, info}, size), Error);
    }
  }
  CHECK(valid == 83);
  CHECK(refused == 3);
}

TEST_CASE("AES-256-GCM agrees with the vectors of Wycheproof of its sizes", "[crypto]") {
  std::size_t valid = 0, invalid = 0;
  for (const Vector& vector : load_vectors("aes_gcm")) {
    if (vector.at("key").size() != 64 || vector.at("iv").size() != 24 ||
        vector.at("tag").size() != 32)
      continue;
    const std::string key = raw_bytes(vector.at("key"));
    const std::string nonce = raw_bytes(vector.at("iv"));
    const std::string associated = raw_bytes(vector.at("aad"));
    const std::string plain = raw_bytes(vector.at("msg"));
    const std::string sealed = raw_bytes(vector.at("ct") + vector.at("tag"));
    const auto opened = gcm_open({key, nonce, associated}, sealed);
    INFO("vector " << vector.at("id"));
    if (vector.at("result") == "valid") {
      ++valid;
      CHECK(gcm_seal({key, nonce, associated}, plain) == sealed);
      REQUIRE(opened);
      CHECK(opened->view() == plain);
    } else {
      ++invalid;
      CHECK_FALSE(opened);
    }
  }
  CHECK(valid == 39);
  CHECK(invalid > 20);
}

}  // namespace
}  // namespace aval
