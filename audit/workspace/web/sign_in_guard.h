// Holds back who guesses passwords: by account and by address. OWASP ASVS 4.0, 2.2.1: no more than
// a hundred failures an hour on one account.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <semaphore>
#include <string>

namespace aval {

// Thread-safe. Forgets what is older than an hour, and never keeps more than it can hold.
class SignInGuard {
 public:
  using Clock = std::chrono::steady_clock;

  // How long these have to wait before the next try; zero when they may try now.
  std::chrono::seconds wait_of(const std::string& account, const std::string& address,
                               Clock::time_point now);
  void failed(const std::string& account, const std::string& address, Clock::time_point now);
  void succeeded(const std::string& account);

 private:
  friend class HashingTurn;
  struct Failures {
    int count = 0;
    Clock::time_point last;
  };
  using Ledger = std::map<std::string, Failures>;
  static void add(Ledger& ledger, const std::string& key, Clock::time_point now);

  std::mutex mutex_;
  Ledger by_account_;
  Ledger by_address_;
  std::counting_semaphore<2> hashing_{2};
};

// Held while a password is hashed, so that many tries at once do not take the memory: two at a
// time.
class HashingTurn {
 public:
  explicit HashingTurn(SignInGuard& guard) : hashing_(guard.hashing_) { hashing_.acquire(); }
  ~HashingTurn() { hashing_.release(); }
  HashingTurn(const HashingTurn&) = delete;
  HashingTurn& operator=(const HashingTurn&) = delete;

 private:
  std::counting_semaphore<2>& hashing_;
};

}  // namespace aval
