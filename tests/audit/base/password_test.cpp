#include "audit/base/password.h"

#include "audit/base/key_crypto.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("a password is known by its hash, and no other one is") {
  const std::string hash = hash_password("une phrase facile à retenir");
  CHECK(hash.starts_with("scrypt$32768$8$3$"));
  CHECK(is_password("une phrase facile à retenir", hash));
  CHECK_FALSE(is_password("une phrase facile a retenir", hash));
  CHECK_FALSE(is_password("", hash));
  CHECK(hash_password("une phrase facile à retenir") != hash);
}

// RFC 7914, section 12: scrypt(P="pleaseletmein", S="SodiumChloride", N=16384, r=8, p=1).
TEST_CASE("a hash made elsewhere with scrypt is read") {
  const std::string key = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2";
  const std::string salt = hex_of("SodiumChloride");
  CHECK(is_password("pleaseletmein", "scrypt$16384$8$1$" + salt + "$" + key));
  CHECK_FALSE(is_password("pleaseletmeim", "scrypt$16384$8$1$" + salt + "$" + key));
}

TEST_CASE("a hash that is none lets nobody in") {
  for (const char* hash : {"", "scrypt", "scrypt$0$8$3$00$00", "scrypt$99999999999$8$3$00$00",
                           "md5$32768$8$3$00$00", "scrypt$32768$8$3$zz$00", "$$$$$"})
    CHECK_FALSE(is_password("", hash));
}

TEST_CASE("weak passwords are told") {
  for (const char* weak :
       {"court", "12345678901234", "azertyuiopqsdf", "aaaaaaaaaaaaaaa", "abcabcabcabcabc",
        "marie.durand2026", "motdepasse2026!", "mlkjhgfdsq2026", "qwertyuiop123", "1q2w3e4r5t6y7u"})
    CHECK_FALSE(weakness_of(weak, "marie.durand").fr.empty());
  for (const char* fair :
       {"le chat boit du lait", "Tr0ub4dor&3-Xk9", "été à la montagne", "ünïcödé mots"})
    CHECK(weakness_of(fair, "marie.durand").fr.empty());
  CHECK_FALSE(weakness_of(std::string(129, 'x'), "a.b").fr.empty());
}

TEST_CASE("a given password is long, plain and new each time") {
  const std::string password = random_password();
  CHECK(password.size() == 20);
  CHECK(password.find_first_not_of("abcdefghjkmnpqrstuvwxyz23456789") == std::string::npos);
  CHECK(password != random_password());
  CHECK(weakness_of(password, "x").fr.empty());
}
