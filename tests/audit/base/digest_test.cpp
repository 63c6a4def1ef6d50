// Digests against the vectors of their standards: RFC 1321 appendix A.5, FIPS 180-4 examples (NIST,
// "Secure Hash Standard: example values", messages "abc" and the 448-bit and 896-bit ones).
#include "audit/base/digest.h"

#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string hex_of(DigestAlgorithm algorithm, std::string_view text) {
  Digester digester(algorithm);
  std::string bytes(digest_size(algorithm), '\0');
  // Twice: the context must be as new the second time.
  for (int i = 0; i < 2; ++i)
    digester.digest(text, reinterpret_cast<unsigned char*>(bytes.data()));
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

}  // namespace

TEST_CASE("MD5 gives the values of RFC 1321", "[base][digest]") {
  const auto md5 = [](std::string_view text) { return hex_of(DigestAlgorithm::md5, text); };
  CHECK(md5("") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(md5("a") == "0cc175b9c0f1b6a831c399e269772661");
  CHECK(md5("abc") == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(md5("message digest") == "f96b697d7cb7938d525a2f31aaf161d0");
  CHECK(md5("abcdefghijklmnopqrstuvwxyz") == "c3fcd3d76192e4007dfb496cca67e13b");
  CHECK(md5("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") ==
        "d174ab98d277d9f5a5611c2c9f419d9f");
  CHECK(md5("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
        "57edf4a22be3c955ac49da2e2107b67a");
}

TEST_CASE("SHA-1 and SHA-2 give the examples of FIPS 180-4", "[base][digest]") {
  const std::string longer = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  CHECK(hex_of(DigestAlgorithm::sha1, "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex_of(DigestAlgorithm::sha1, longer) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(hex_of(DigestAlgorithm::sha224, "abc") ==
        "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
  CHECK(hex_of(DigestAlgorithm::sha256, "abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_of(DigestAlgorithm::sha256, longer) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex_of(DigestAlgorithm::sha384, "abc") ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        "8086072ba1e7cc2358baeca134c825a7");
  CHECK(hex_of(DigestAlgorithm::sha512, "abc") ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("a digest is read from hexadecimal and from base64", "[base][digest]") {
  const auto hex = find_digest(" 900150983cd24fb0d6963f7d28e17f72 ");
  REQUIRE(hex);
  CHECK(hex->algorithm == DigestAlgorithm::md5);
  CHECK(find_digest("900150983CD24FB0D6963F7D28E17F72") == hex);
  CHECK(find_digest("kAFQmDzST7DWlj99KOF/cg==") == hex);
  const auto sha256 = find_digest("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  REQUIRE(sha256);
  CHECK(sha256 == find_digest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  for (const char* other : {"", "900150983cd24fb0d6963f7d28e17f7", "not a digest at all, but words",
                            "1b4e28ba-2fa1-11d2-883f-0016d3cca427", "0612345678",
                            "900150983CD24fb0d6963f7d28e17f72", "kAFQmDzST7DWlj99KOF/c==="})
    CHECK_FALSE(find_digest(other));
}
