#include "registry/accounts.h"

#include <filesystem>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const SiteActor kBy{"root", "2026-11-24T12:00:00Z"};

AccountStore new_site(const TemporaryFolder& folder) {
  AccountStore store = AccountStore::create(accounts_file(folder.path()), kBy.time);
  store.add({"root", "Administratrice", true, false, false}, "hash-of-root", kBy);
  store.add({"dpo", "Déléguée", false, false, true}, "hash-of-dpo", kBy);
  store.add_authority({"commune", "Commune"}, kBy);
  store.add_authority({"ccas", "CCAS"}, kBy);
  return store;
}

}  // namespace

TEST_CASE("accounts, authorities and roles are kept") {
  const TemporaryFolder folder("accounts");
  new_site(folder);
  AccountStore store = AccountStore::open(accounts_file(folder.path()));
  CHECK(store.accounts().size() == 2);
  CHECK(store.password_hash("dpo") == "hash-of-dpo");
  CHECK(store.password_hash("nobody").empty());
  CHECK(store.find("dpo")->must_change);
  store.set_role("dpo", "commune", Role::dpo, kBy);
  store.set_role("dpo", "ccas", Role::reader, kBy);
  store.set_role("dpo", "ccas", Role::delegate, kBy);
  CHECK(store.role_of("dpo", "commune") == Role::dpo);
  CHECK(store.role_of("dpo", "ccas") == Role::delegate);
  CHECK_FALSE(store.role_of("root", "commune"));
  CHECK(store.memberships_of("dpo").size() == 2);
  store.set_role("dpo", "ccas", std::nullopt, kBy);
  CHECK_FALSE(store.role_of("dpo", "ccas"));
  store.set_password("dpo", "other", false, kBy);
  CHECK(store.password_hash("dpo") == "other");
  CHECK_FALSE(store.find("dpo")->must_change);
}

TEST_CASE("the file of accounts is its owner's alone") {
  const TemporaryFolder folder("accounts");
  new_site(folder);
  const auto mode = std::filesystem::status(accounts_file(folder.path())).permissions();
  CHECK((mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
        std::filesystem::perms::none);
}

TEST_CASE("names that are malformed, taken or unknown are refused") {
  const TemporaryFolder folder("accounts");
  AccountStore store = new_site(folder);
  for (const char* name : {"", "a", "Marie", "1a", "a b", "../a", "é", "a/b"})
    CHECK_THROWS_AS(store.add({name, "x", false, false, false}, "h", kBy), Error);
  CHECK_THROWS_AS(store.add({"dpo", "x", false, false, false}, "h", kBy), Error);
  for (const char* id : {"", "Commune", "../x", "a b"})
    CHECK_THROWS_AS(store.add_authority({id, "x"}, kBy), Error);
  CHECK_THROWS_AS(store.add_authority({"commune", "x"}, kBy), Error);
  CHECK_THROWS_AS(store.set_role("nobody", "commune", Role::dpo, kBy), Error);
  CHECK_THROWS_AS(store.set_role("dpo", "nowhere", Role::dpo, kBy), Error);
  CHECK_THROWS_AS(store.set_password("nobody", "h", false, kBy), Error);
  CHECK_THROWS_AS(AccountStore::create(accounts_file(folder.path()), kBy.time), Error);
  CHECK_THROWS_AS(AccountStore::open(folder.path() + "/none.db"), Error);
}

TEST_CASE("one administrator remains") {
  const TemporaryFolder folder("accounts");
  AccountStore store = new_site(folder);
  CHECK_THROWS_AS(store.set_administrator("root", false, kBy), Error);
  CHECK_THROWS_AS(store.set_disabled("root", true, kBy), Error);
  CHECK(store.find("root")->administrator);
  CHECK_FALSE(store.find("root")->disabled);
  store.set_administrator("dpo", true, kBy);
  store.set_administrator("root", false, kBy);
  CHECK_FALSE(store.find("root")->administrator);
}

TEST_CASE("a token goes with the role it was made for") {
  const TemporaryFolder folder("accounts");
  AccountStore store = new_site(folder);
  store.set_role("dpo", "commune", Role::dpo, kBy);
  store.add_token({"0011", "portail", "dpo", "commune", TokenScope::scan, "2027-01-01"}, "digest",
                  kBy);
  REQUIRE(store.find_token("digest"));
  CHECK(store.find_token("digest")->scope == TokenScope::scan);
  CHECK_FALSE(store.find_token("another"));
  CHECK_THROWS_AS(
      store.add_token({"0022", "x", "dpo", "ccas", TokenScope::read, "2027-01-01"}, "d2", kBy),
      Error);
  CHECK_FALSE(store.remove_token("root", "0011", kBy));
  store.set_role("dpo", "commune", std::nullopt, kBy);
  CHECK_FALSE(store.find_token("digest"));
}

TEST_CASE("acts are noted, and forgotten in time") {
  const TemporaryFolder folder("accounts");
  AccountStore store = new_site(folder);
  store.note("sign-in", "", {"dpo", "2025-01-01T00:00:00Z"});
  CHECK(store.events(1)[0].action == "sign-in");
  const std::size_t before = store.events(100).size();
  store.remove_events("2025-11-24");
  CHECK(store.events(100).size() == before - 1);
  CHECK(store.events(100)[0].action == "authority.add");
}
