#include "audit/workspace/web/sessions.h"

#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("a session is found by its token alone, until it ends") {
  Sessions sessions(std::chrono::minutes(10), std::chrono::minutes(60));
  const std::string first = sessions.start(Language::fr);
  const std::string second = sessions.start(Language::en);
  CHECK(first.size() == 64);
  CHECK(first != second);
  REQUIRE(sessions.find(first));
  CHECK(sessions.find(first)->form_token != sessions.find(second)->form_token);
  CHECK(sessions.find(second)->language == Language::en);
  CHECK_FALSE(sessions.find(""));
  CHECK_FALSE(sessions.find(first.substr(1)));
  sessions.end(first);
  CHECK_FALSE(sessions.find(first));
  CHECK(sessions.find(second));
}

TEST_CASE("a session ends by itself") {
  Sessions sessions(std::chrono::minutes(0), std::chrono::minutes(60));
  const std::string token = sessions.start(Language::fr);
  const Sessions::Clock::time_point started = Sessions::Clock::now();
  while (Sessions::Clock::now() == started)
    continue;
  CHECK_FALSE(sessions.find(token));
}

TEST_CASE("a notice is told once") {
  Sessions sessions(std::chrono::minutes(10), std::chrono::minutes(60));
  const std::string token = sessions.start(Language::fr);
  sessions.set_notice(token, {"fait", "done"});
  CHECK(sessions.take_notice(token).en == "done");
  CHECK(sessions.take_notice(token).en.empty());
}

TEST_CASE("a form of one authority means nothing in another") {
  Sessions sessions;
  const std::string token = sessions.start(Language::fr, "dpo");
  const std::string none = sessions.find(token)->form_token;
  sessions.set_authority(token, "commune");
  const std::string commune = sessions.find(token)->form_token;
  CHECK(commune != none);
  sessions.set_authority(token, "ccas");
  CHECK(sessions.find(token)->form_token != commune);
  sessions.set_authority(token, "commune");
  CHECK(sessions.find(token)->form_token == commune);
}

TEST_CASE("a new password ends the other sessions of its account alone") {
  Sessions sessions;
  const std::string kept = sessions.start(Language::fr, "dpo");
  const std::string other = sessions.start(Language::fr, "dpo");
  const std::string another = sessions.start(Language::fr, "maire");
  sessions.end_others("dpo", kept);
  CHECK(sessions.find(kept));
  CHECK_FALSE(sessions.find(other));
  CHECK(sessions.find(another));
}
