#include "audit/workspace/web/sign_in_guard.h"

#include <algorithm>

namespace aval {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kFreeOfAccount = 5;   // failures before one waits
constexpr int kFreeOfAddress = 30;  // several people share an address
constexpr seconds kFirstWait{60};   // doubled at each further failure
constexpr seconds kLongestWait{15 * 60};
constexpr minutes kMemory{60};
constexpr std::size_t kMostKept = 10'000;

seconds wait_after(int failures, int free) {
  if (failures < free)
    return seconds(0);
  constexpr int kMostDoublings = 10;
  const int doublings = std::min(failures - free, kMostDoublings);
  return std::min(kLongestWait, kFirstWait * (1 << doublings));
}

}  // namespace

seconds SignInGuard::wait_of(const std::string& account, const std::string& address,
                             Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  seconds longest(0);
  const auto look = [&](const Ledger& ledger, const std::string& key, int free) {
    const auto found = ledger.find(key);
    if (found == ledger.end())
      return;
    const auto left = std::chrono::ceil<seconds>(found->second.last +
                                                 wait_after(found->second.count, free) - now);
    longest = std::max(longest, left);
  };
  look(by_account_, account, kFreeOfAccount);
  look(by_address_, address, kFreeOfAddress);
  return longest;
}

void SignInGuard::add(Ledger& ledger, const std::string& key, Clock::time_point now) {
  std::erase_if(ledger, [&](const auto& item) { return now - item.second.last > kMemory; });
  if (ledger.size() >= kMostKept && !ledger.contains(key))
    ledger.erase(std::min_element(ledger.begin(), ledger.end(), [](const auto& a, const auto& b) {
      return a.second.last < b.second.last;
    }));
  Failures& failures = ledger[key];
  ++failures.count;
  failures.last = now;
}

void SignInGuard::failed(const std::string& account, const std::string& address,
                         Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  add(by_account_, account, now);
  add(by_address_, address, now);
}

void SignInGuard::succeeded(const std::string& account) {
  const std::lock_guard lock(mutex_);
  by_account_.erase(account);
}

}  // namespace aval
