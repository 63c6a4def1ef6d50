#include "audit/protect/keyring.h"

#include <filesystem>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

// The seed of test 1 of RFC 8032, section 7.1.
SecretBytes published_seed() {
  return std::move(
      *bytes_of_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
}

Keyring sample() {
  Keyring keyring;
  keyring.controller = "Commune de Valombre";
  keyring.created_at = "2026-11-24T12:00:00Z";
  add_signing_key(keyring, {"sceau-2026", keyring.created_at, "DPO"}, published_seed());
  add_domain(keyring, {"cantine", keyring.created_at, "DPO", "Prévoir les repas", "public_task"},
             random_secret(32));
  return keyring;
}

TEST_CASE("a keyring is read back with its passphrase only", "[keyring]") {
  const TemporaryFile file("keyring-test");
  const SecretBytes passphrase(std::string_view("une phrase assez longue"));
  const Keyring keyring = sample();
  write_keyring(file.path(), keyring, passphrase);
  const Keyring again = read_keyring(file.path(), passphrase);
  CHECK(again.controller == keyring.controller);
  REQUIRE(again.signing_keys.size() == 1);
  CHECK(hex_of(again.signing_keys[0].public_key) ==
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  REQUIRE(again.domains.size() == 1);
  CHECK(again.domains[0].epochs[0].secret.view() == keyring.domains[0].epochs[0].secret.view());
  CHECK_THROWS_AS(read_keyring(file.path(), SecretBytes(std::string_view("une autre phrase"))),
                  Error);
  const std::string content = read_file(file.path());
  CHECK(content.starts_with("aval-keyring 1\nkdf: scrypt N=131072 r=8 p=1\nsalt: "));
  CHECK(content.find("Valombre") == std::string::npos);
  CHECK(content.find("9d61b19deffd5a60") == std::string::npos);
}

TEST_CASE("a new salt and nonce at every write", "[keyring]") {
  const TemporaryFile file("keyring-test");
  const SecretBytes passphrase(std::string_view("une phrase assez longue"));
  write_keyring(file.path(), sample(), passphrase);
  const std::string first = read_file(file.path());
  write_keyring(file.path(), sample(), passphrase);
  CHECK(first.substr(0, 140) != read_file(file.path()).substr(0, 140));
}

TEST_CASE("a changed header or body, a looser mode and a weaker cost are refused", "[keyring]") {
  const TemporaryFile file("keyring-test");
  const SecretBytes passphrase(std::string_view("une phrase assez longue"));
  write_keyring(file.path(), sample(), passphrase);
  const std::string whole = read_file(file.path());
  for (const std::size_t at : {whole.find("salt: ") + 7, whole.find("nonce: ") + 8,
                               whole.find("N=131072") + 2, whole.size() - 1, whole.size() - 40}) {
    std::string changed = whole;
    changed[at] = changed[at] == '1' ? '2' : '1';
    write_file_whole(file.path(), changed, true);
    CHECK_THROWS_AS(read_keyring(file.path(), passphrase), Error);
  }
  write_file_whole(file.path(), whole, true);
  CHECK_NOTHROW(read_keyring(file.path(), passphrase));
  std::filesystem::permissions(file.path(), std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  CHECK_THROWS_AS(read_keyring(file.path(), passphrase), Error);
}

TEST_CASE("one secret does not serve two domains", "[keyring]") {
  const TemporaryFile file("keyring-test");
  Keyring keyring = sample();
  add_domain(keyring, {"transport", keyring.created_at, "DPO", "Étudier les trajets", "consent"},
             SecretBytes(keyring.domains[0].epochs[0].secret.view()));
  CHECK_THROWS_AS(
      write_keyring(file.path(), keyring, SecretBytes(std::string_view("une phrase assez longue"))),
      Error);
}

TEST_CASE("names are taken once, and a lone key needs no name", "[keyring]") {
  Keyring keyring = sample();
  CHECK(require_signing_key(keyring, "").name == "sceau-2026");
  CHECK_THROWS_AS(add_signing_key(keyring, {"sceau-2026", "", ""}, random_secret(32)), Error);
  CHECK_THROWS_AS(add_signing_key(keyring, {"Sceau 2027", "", ""}, random_secret(32)), Error);
  add_signing_key(keyring, {"a-second", "", ""}, random_secret(32));
  CHECK(keyring.signing_keys[0].name == "a-second");
  CHECK_THROWS_AS(require_signing_key(keyring, ""), Error);
}

}  // namespace
}  // namespace aval
