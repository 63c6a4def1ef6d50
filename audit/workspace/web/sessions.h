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
  // What every form of this session sends back (ASVS 4.2.2). Another one for each authority: a form
  // that was opened before the session turned to another authority changes nothing there.
  std::string form_token;
  std::string account = {};    // who signed in; empty on a server without accounts
  std::string authority = {};  // whose workspace the session is in; empty: none, or the only one
};

// Thread-safe.
class Sessions {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::minutes kIdle{8 * 60};  // a working day
  static constexpr std::chrono::minutes kLongest{24 * 60};
  // A session ends after `idle` without a request, and after `longest` in any case.
  explicit Sessions(std::chrono::minutes idle = kIdle, std::chrono::minutes longest = kLongest)
      : idle_(idle), longest_(longest) {}

  // A new session; returns its token, which is told once.
  std::string start(Language language, const std::string& account = {});
  // The session of that token, now in use.
  std::optional<SessionState> find(const std::string& token);
  // What was to be told on the next page; empty afterwards.
  Text take_notice(const std::string& token);
  void set_language(const std::string& token, Language language);
  void set_notice(const std::string& token, const Text& notice);
  void set_authority(const std::string& token, const std::string& authority);
  void end(const std::string& token);
  // Every session of an account but one: after a change of its password (ASVS 3.3.3).
  void end_others(const std::string& account, const std::string& kept_token);

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
