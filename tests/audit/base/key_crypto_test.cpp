// Expected values: RFC 7914 section 12, RFC 8032 section 7.1, RFC 4231 section 4.3, and the test
// cases 13, 14 and 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega; NIST). Each number
// was read again in other public test suites that quote them, and those of scrypt and HMAC were
// computed with Python's hashlib.
#include "audit/base/key_crypto.h"

#include "tests/support/catch.h"

namespace aval {
namespace {

std::string raw(std::string_view hex) {
  return std::string(bytes_of_hex(hex).value().view());
}

// RFC 7914 section 12, vectors 1 to 3.
TEST_CASE("scrypt gives the keys of RFC 7914", "[crypto]") {
  CHECK(hex_of(scrypt("", "", {16, 1, 1}, 64).view()) ==
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
  CHECK(hex_of(scrypt("password", "NaCl", {1024, 8, 16}, 64).view()) ==
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
  CHECK(hex_of(scrypt("pleaseletmein", "SodiumChloride", {16384, 8, 1}, 64).view()) ==
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
}

TEST_CASE("AES-256-GCM seals and opens the cases of its specification", "[crypto]") {
  const std::string zeros(32, '\0');
  const std::string nonce(12, '\0');
  CHECK(hex_of(gcm_seal({zeros, nonce, ""}, "")) == "530f8afbc74536b9a963b4f1c4cb738b");
  CHECK(hex_of(gcm_seal({zeros, nonce, ""}, std::string(16, '\0'))) ==
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  const std::string key = raw("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  const std::string iv = raw("cafebabefacedbaddecaf888");
  const std::string associated = raw("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const std::string plain =
      raw("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
          "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  const std::string sealed = gcm_seal({key, iv, associated}, plain);
  CHECK(hex_of(sealed) ==
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
  REQUIRE(gcm_open({key, iv, associated}, sealed));
  CHECK(gcm_open({key, iv, associated}, sealed)->view() == plain);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_FALSE(gcm_open({key, iv, associated}, changed));
  }
  CHECK_FALSE(gcm_open({key, iv, "other"}, sealed));
  CHECK_FALSE(gcm_open({key, iv, associated}, "short"));
}

TEST_CASE("HMAC-SHA256 gives the code of RFC 4231", "[crypto]") {
  CHECK(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// RFC 8032 section 7.1, tests 1 to 3.
TEST_CASE("Ed25519 signs and verifies as RFC 8032", "[crypto]") {
  struct Vector {
    const char* seed;
    const char* public_key;
    const char* message;
    const char* signature;
  };
  const Vector vectors[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf"
       "9"
       "b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f"
       "1"
       "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
       "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}};
  for (const Vector& vector : vectors) {
    const std::string seed = raw(vector.seed);
    const std::string message = raw(vector.message);
    CHECK(hex_of(ed25519_public_key(seed)) == vector.public_key);
    const std::string signature = ed25519_sign(seed, message);
    CHECK(hex_of(signature) == vector.signature);
    CHECK(ed25519_verify(raw(vector.public_key), message, signature));
    CHECK_FALSE(ed25519_verify(raw(vector.public_key), message + "x", signature));
    CHECK(ed25519_public_of_pem(ed25519_public_pem(raw(vector.public_key))) ==
          raw(vector.public_key));
  }
  CHECK_FALSE(ed25519_public_of_pem("no key"));
}

TEST_CASE("hexadecimal is read back, and nothing else is", "[crypto]") {
  CHECK(hex_of(raw("00ff7a")) == "00ff7a");
  CHECK_FALSE(bytes_of_hex("abc"));
  CHECK_FALSE(bytes_of_hex("zz"));
}

}  // namespace
}  // namespace aval
