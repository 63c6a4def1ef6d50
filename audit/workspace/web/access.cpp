#include "audit/workspace/web/access.h"

#include "audit/base/crypto.h"
#include "audit/base/terminal.h"

namespace aval {
namespace {

constexpr const char* kSessionCookie = "aval_session";
constexpr const char* kSecureCookie = "__Host-aval_session";
constexpr std::string_view kBearer = "Bearer ";

const char* cookie_name(const Desk& desk) {
  return desk.encrypted ? kSecureCookie : kSessionCookie;
}

}  // namespace

std::string session_token_of(const Desk& desk, const WebRequest& request) {
  return cookie_value(request.cookie, cookie_name(desk));
}

std::optional<Caller> caller_of_session(Desk& desk, const WebRequest& request) {
  const std::string token = session_token_of(desk, request);
  const auto session = desk.sessions.find(token);
  if (!session)
    return std::nullopt;
  Caller caller;
  caller.session = *session;
  caller.token = token;
  if (!desk.is_site()) {
    caller.permissions.only_user = true;
    caller.account = desk.account;
    caller.open = desk.workspaces.find({});
    return caller;
  }
  const AccountStore store = AccountStore::open(desk.accounts());
  const auto account = store.find(session->account);
  if (!account || account->disabled) {
    desk.sessions.end(token);
    return std::nullopt;
  }
  caller.account = account->name;
  caller.must_change = account->must_change;
  caller.permissions.administrator = account->administrator;
  caller.permissions.role = store.role_of(account->name, session->authority);
  if (caller.permissions.role)
    caller.open = desk.workspaces.find(session->authority);
  return caller;
}

std::optional<Caller> caller_of_token(Desk& desk, const WebRequest& request) {
  if (!request.authorization.starts_with(kBearer))
    return std::nullopt;
  const std::string secret = request.authorization.substr(kBearer.size());
  Caller caller;
  if (!desk.is_site()) {
    if (!is_equal_in_constant_time(secret, desk.entry_key))
      return std::nullopt;
    caller.permissions.only_user = true;
    caller.account = desk.account;
    caller.open = desk.workspaces.find({});
    return caller;
  }
  const AccountStore store = AccountStore::open(desk.accounts());
  const auto token = store.find_token(sha256_hex(secret));
  if (!token || token->expires < today_from_clock())
    return std::nullopt;
  const auto account = store.find(token->account);
  if (!account || account->disabled || account->must_change)
    return std::nullopt;
  caller.permissions.role = store.role_of(account->name, token->authority);
  if (!caller.permissions.role)
    return std::nullopt;
  caller.scope = token->scope;
  caller.account = account->name;
  caller.open = desk.workspaces.find(token->authority);
  return caller;
}

bool is_from_here(const Desk& desk, const WebRequest& request) {
  return request.origin.empty() || request.origin == desk.origin();
}

bool is_meant(const Desk& desk, const WebRequest& request, const SessionState& session,
              const std::string& form_token) {
  return is_from_here(desk, request) && is_equal_in_constant_time(form_token, session.form_token);
}

std::string session_cookie(const Desk& desk, const std::string& token) {
  return std::string(cookie_name(desk)) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" +
         (desk.encrypted ? "; Secure" : "");
}

std::string ended_cookie(const Desk& desk) {
  return session_cookie(desk, "") + "; Max-Age=0";
}

}  // namespace aval
