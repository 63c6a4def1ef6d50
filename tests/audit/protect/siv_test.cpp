// Expected values: RFC 5297 appendix A and the files of Wycheproof (tests/data/wycheproof).
#include "audit/protect/siv.h"

#include "audit/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/vectors.h"

namespace aval {
namespace {

AesSiv siv_of(const std::string& key, std::initializer_list<std::string_view> associated) {
  return AesSiv(key, std::vector<std::string_view>(associated));
}

TEST_CASE("AES-SIV gives the ciphertexts of RFC 5297", "[crypto][siv]") {
  const std::string first =
      raw_bytes("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
  AesSiv deterministic =
      siv_of(first, {raw_bytes("101112131415161718191a1b1c1d1e1f2021222324252627")});
  CHECK(hex_of(deterministic.seal(raw_bytes("112233445566778899aabbccddee"))) ==
        "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c");
  const std::string second =
      raw_bytes("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f");
  AesSiv with_nonce =
      siv_of(second,
             {raw_bytes("00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433"
                        "221100"),
              raw_bytes("102030405060708090a0"), raw_bytes("09f911029d74e35bd84156c5635688c0")});
  CHECK(hex_of(with_nonce.seal(raw_bytes(
            "7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349"
            "562d414553"))) ==
        "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba"
        "8af829ea64ad544a272e9c485b62a3fd5c0d");
}

// Also where OpenSSL 3.0 fails: 18 valid vectors have an empty text, which must be sealed and
// opened, and those with empty associated data must be authenticated.
TEST_CASE("AES-SIV agrees with every vector of Wycheproof, empty texts too", "[crypto][siv]") {
  std::size_t valid = 0, empty = 0, invalid = 0;
  for (const Vector& vector : load_vectors("aes_siv_cmac")) {
    const std::string key = raw_bytes(vector.at("key"));
    const std::string plain = raw_bytes(vector.at("msg"));
    const std::string sealed = raw_bytes(vector.at("ct"));
    INFO("vector " << vector.at("id"));
    if (vector.at("result") != "valid") {
      ++invalid;
      if (vector.at("flags") == "InvalidKeySize")
        CHECK_THROWS_AS(siv_of(key, {raw_bytes(vector.at("aad"))}), Error);
      else
        CHECK_FALSE(siv_of(key, {raw_bytes(vector.at("aad"))}).open(sealed));
      continue;
    }
    ++valid;
    empty += plain.empty() ? 1U : 0U;
    AesSiv siv = siv_of(key, {raw_bytes(vector.at("aad"))});
    CHECK(siv.seal(plain) == sealed);
    const auto opened = siv.open(sealed);
    REQUIRE(opened);
    CHECK(opened->view() == plain);
  }
  CHECK(valid == 118);
  CHECK(empty == 18);
  CHECK(invalid == 324);
}

TEST_CASE("AES-SIV with a nonce agrees with every vector of Wycheproof", "[crypto][siv]") {
  std::size_t valid = 0, invalid = 0;
  for (const Vector& vector : load_vectors("aead_aes_siv_cmac")) {
    const std::string plain = raw_bytes(vector.at("msg"));
    const std::string sealed = raw_bytes(vector.at("tag") + vector.at("ct"));
    AesSiv siv = siv_of(raw_bytes(vector.at("key")),
                        {raw_bytes(vector.at("aad")), raw_bytes(vector.at("iv"))});
    INFO("vector " << vector.at("id"));
    if (vector.at("result") == "valid") {
      ++valid;
      CHECK(siv.seal(plain) == sealed);
      CHECK(siv.open(sealed).has_value());
    } else {
      ++invalid;
      CHECK_FALSE(siv.open(sealed));
    }
  }
  CHECK(valid == 252);
  CHECK(invalid == 648);
}

// CVE-2026-45446: after an opening, an all-zero tag on an empty ciphertext was taken.
TEST_CASE("a forged tag on an empty ciphertext is refused by a context that opened before",
          "[crypto][siv]") {
  AesSiv siv = siv_of(std::string(64, 'k'), {"context"});
  REQUIRE(siv.open(siv.seal("a text")));
  CHECK_FALSE(siv.open(std::string(16, '\0')));
  CHECK_FALSE(siv.open(""));
}

TEST_CASE("a batch gives what one text at a time gives, whatever the lengths", "[crypto][siv]") {
  AesSiv siv = siv_of(std::string(64, 'k'), {"context"});
  std::vector<std::string> plain;
  for (std::size_t i = 0; i < 300; ++i)
    plain.push_back(std::string(16 * (1 + i % 5), static_cast<char>('a' + i % 26)));
  std::vector<std::string> sealed;
  siv.seal_all(plain, sealed);
  REQUIRE(sealed.size() == plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i)
    CHECK(sealed[i] == siv.seal(plain[i]));
  CHECK_THROWS_AS(siv.seal_all(std::vector<std::string>{""}, sealed), Error);
}

}  // namespace
}  // namespace aval
