// Who is signed in. Tokens are 32 random bytes; the server keeps their SHA-256 only, so that a
// memory dump or a log of it opens nothing. OWASP ASVS 4.0, 3.2 to 3.4.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "audit/base/language.h"

namespace aval {

// What a session holds, copied out for one request.
struct SessionState {
  Language language = Language::fr;
  std::string form_token;  // what every form of this session sends back (ASVS 4.2.2)
};

// Thread-safe.
class Sessions {
 public:
  using Clock = std::chrono::steady_clock;
  // A session ends after `idle` without a request, and after `longest` in any case.
  Sessions(std::chrono::minutes idle, std::chrono::minutes longest)
      : idle_(idle), longest_(longest) {}

  // A new session; returns its token, which is told once.
  std::string start(Language language);
  // The session of that token, now in use.
  std::optional<SessionState> find(const std::string& token);
  // What was to be told on the next page; empty afterwards.
  Text take_notice(const std::string& token);
  void set_language(const std::string& token, Language language);
  void set_notice(const std::string& token, const Text& notice);
  void end(const std::string& token);

 private:
  struct Entry {
    SessionState state;
    Text notice;
    Clock::time_point started;
    Clock::time_point used;
  };
  void drop_expired();

  std::mutex mutex_;
  std::map<std::string, Entry> by_digest_;
  std::chrono::minutes idle_;
  std::chrono::minutes longest_;
};

}  // namespace aval
