#include "audit/workspace/web/rights.h"

#include "audit/workspace/web/routes.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

Permissions of(Role role) {
  return {false, false, role};
}

}  // namespace

TEST_CASE("the DPO advises and does not decide; the delegate decides and does not advise") {
  CHECK(may(of(Role::dpo), Right::advise));
  CHECK_FALSE(may(of(Role::dpo), Right::decide));
  CHECK(may(of(Role::delegate), Right::decide));
  CHECK_FALSE(may(of(Role::delegate), Right::advise));
}

TEST_CASE("a reader reads, an administrator sees no workspace") {
  CHECK(may(of(Role::reader), Right::see));
  CHECK_FALSE(may(of(Role::reader), Right::contribute));
  const Permissions administrator{false, true, std::nullopt};
  CHECK(may(administrator, Right::administer));
  CHECK_FALSE(may(administrator, Right::see));
  CHECK_FALSE(may(of(Role::delegate), Right::administer));
}

TEST_CASE("no role of a site reads files of its machine") {
  for (const Role role : {Role::reader, Role::contributor, Role::dpo, Role::delegate})
    CHECK_FALSE(may(of(role), Right::own_machine));
  CHECK(may({true, false, std::nullopt}, Right::own_machine));
}

TEST_CASE("forms that decide are the delegate's") {
  CHECK(right_to_post("/usecases/cantine/gates/G4/adopt") == Right::decide);
  CHECK(right_to_post("/usecases/cantine/waivers") == Right::decide);
  CHECK(right_to_post("/usecases") == Right::contribute);
  CHECK(right_to_post("/site/accounts") == Right::administer);
}
