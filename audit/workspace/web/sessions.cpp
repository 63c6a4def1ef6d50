#include "audit/workspace/web/sessions.h"

#include <utility>

#include "audit/base/crypto.h"

namespace aval {
namespace {

constexpr std::size_t kTokenBytes = 32;  // ASVS 3.2.2 asks for 64 bits at least

}  // namespace

std::string Sessions::start(Language language, const std::string& account) {
  std::string token = random_hex(kTokenBytes);
  const std::lock_guard lock(mutex_);
  drop_expired();
  const Clock::time_point now = Clock::now();
  by_digest_[sha256_hex(token)] = {{language, random_hex(kTokenBytes), account, {}}, {}, now, now};
  return token;
}

std::optional<SessionState> Sessions::find(const std::string& token) {
  const std::lock_guard lock(mutex_);
  drop_expired();
  const auto found = by_digest_.find(sha256_hex(token));
  if (found == by_digest_.end())
    return std::nullopt;
  found->second.used = Clock::now();
  SessionState state = found->second.state;
  state.form_token = sha256_hex(state.form_token + "/" + state.authority);
  return state;
}

Text Sessions::take_notice(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = by_digest_.find(sha256_hex(token));
  return found == by_digest_.end() ? Text() : std::exchange(found->second.notice, Text());
}

void Sessions::set_language(const std::string& token, Language language) {
  const std::lock_guard lock(mutex_);
  const auto found = by_digest_.find(sha256_hex(token));
  if (found != by_digest_.end())
    found->second.state.language = language;
}

void Sessions::set_notice(const std::string& token, const Text& notice) {
  const std::lock_guard lock(mutex_);
  const auto found = by_digest_.find(sha256_hex(token));
  if (found != by_digest_.end())
    found->second.notice = notice;
}

void Sessions::set_authority(const std::string& token, const std::string& authority) {
  const std::lock_guard lock(mutex_);
  const auto found = by_digest_.find(sha256_hex(token));
  if (found != by_digest_.end())
    found->second.state.authority = authority;
}

void Sessions::end_others(const std::string& account, const std::string& kept_token) {
  const std::lock_guard lock(mutex_);
  const std::string kept = sha256_hex(kept_token);
  std::erase_if(by_digest_, [&](const auto& item) {
    return item.second.state.account == account && item.first != kept;
  });
}

void Sessions::end(const std::string& token) {
  const std::lock_guard lock(mutex_);
  by_digest_.erase(sha256_hex(token));
}

void Sessions::drop_expired() {
  const Clock::time_point now = Clock::now();
  std::erase_if(by_digest_, [&](const auto& item) {
    return now - item.second.used > idle_ || now - item.second.started > longest_;
  });
}

}  // namespace aval
