#include "audit/workspace/web/sign_in_guard.h"

#include "tests/support/catch.h"

using namespace aval;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("an account waits longer after each failure, whatever the address") {
  SignInGuard guard;
  auto now = SignInGuard::Clock::now();
  for (int i = 0; i < 5; ++i) {
    CHECK(guard.wait_of("dpo", std::to_string(i), now).count() == 0);
    guard.failed("dpo", std::to_string(i), now);
  }
  CHECK(guard.wait_of("dpo", "elsewhere", now) == seconds(60));
  CHECK(guard.wait_of("other", "elsewhere", now).count() == 0);
  now += seconds(61);
  CHECK(guard.wait_of("dpo", "elsewhere", now).count() == 0);
  guard.failed("dpo", "elsewhere", now);
  CHECK(guard.wait_of("dpo", "elsewhere", now) == seconds(120));
  guard.succeeded("dpo");
  CHECK(guard.wait_of("dpo", "elsewhere", now).count() == 0);
}

// ASVS 4.0, 2.2.1.
TEST_CASE("fewer than a hundred tries an hour on one account") {
  SignInGuard guard;
  const auto start = SignInGuard::Clock::now();
  int tries = 0;
  for (auto now = start; now < start + minutes(60); now += seconds(1))
    if (guard.wait_of("dpo", "here", now).count() == 0) {
      guard.failed("dpo", "here", now);
      ++tries;
    }
  CHECK(tries >= 5);
  CHECK(tries < 100);
}

TEST_CASE("an address that tries many accounts waits") {
  SignInGuard guard;
  const auto now = SignInGuard::Clock::now();
  for (int i = 0; i < 30; ++i)
    guard.failed("account" + std::to_string(i), "here", now);
  CHECK(guard.wait_of("fresh", "here", now) == seconds(60));
  CHECK(guard.wait_of("fresh", "there", now).count() == 0);
}
