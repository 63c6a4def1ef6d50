// Who may enter which workspace of a served site, and as what. One SQLite file beside the
// workspaces: names of accounts and digests of passwords and tokens stand here and not in them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aval {

// What a person may do in the workspace of one authority. Spelled in the file as name_of says.
enum class Role { reader, contributor, dpo, delegate };

const char* name_of(Role role);
std::optional<Role> role_named(const std::string& name);

// A legal person that keeps its own workspace: a commune, a school fund.
struct Authority {
  std::string id;  // lower-case letters, digits and hyphens: the name of its file
  std::string title;
};

struct Account {
  std::string name;   // what one signs in with: is_account_name
  std::string title;  // the person or function, as shown to the administrator
  bool administrator =
      false;  // of the site: accounts, authorities, copies; sees no workspace by it
  bool disabled = false;
  bool must_change = false;  // its password was given by somebody else
};

struct Membership {
  std::string account;
  std::string authority;
  Role role = Role::reader;
};

// What a program may do with a token, each including those before.
enum class TokenScope { read, scan, decide };

const char* name_of(TokenScope scope);
std::optional<TokenScope> scope_named(const std::string& name);

// A key for a program, of one account in one authority. Never more than the role of its account.
struct AccessToken {
  std::string id;  // 16 hexadecimal characters, to name and revoke it
  std::string label;
  std::string account;
  std::string authority;
  TokenScope scope = TokenScope::read;
  std::string expires;  // "YYYY-MM-DD": the last day
};

// An act on the site itself, or a sign-in. Kept a year at most (CNIL, délibération 2021-122: six
// months to a year for logs of access).
struct SiteEvent {
  std::string time;  // UTC, "YYYY-MM-DDTHH:MM:SSZ"
  std::string account;
  std::string action;
  std::string subject;
};

inline constexpr int kMonthsOfSiteEvents = 12;

// 2 to 64 lower-case letters, digits, "." and "-", beginning with a letter.
bool is_account_name(const std::string& name);

// What a site is made of: the file of its accounts, and one workspace an authority.
std::string accounts_file(const std::string& site);
std::string workspace_file(const std::string& site, const std::string& authority);

// Who changes the file, and when.
struct SiteActor {
  std::string account;
  std::string time;
};

// Belongs to one thread; several may each open one file. Every change is noted as an event in the
// same transaction. Error(usage) for a name that is taken, unknown or malformed.
class AccountStore {
 public:
  // Error(store) when the file is there already. Readable by its owner only.
  static AccountStore create(const std::string& path, const std::string& time);
  // Error(store) when it is not there, or not such a file.
  static AccountStore open(const std::string& path);

  AccountStore(AccountStore&&) noexcept;
  AccountStore& operator=(AccountStore&&) noexcept;
  ~AccountStore();

  std::vector<Account> accounts() const;  // by name
  std::optional<Account> find(const std::string& name) const;
  std::string password_hash(const std::string& name) const;  // empty for an unknown account
  void add(const Account& account, const std::string& password_hash, const SiteActor& by);
  void set_password(const std::string& name, const std::string& hash, bool must_change,
                    const SiteActor& by);
  // The last administrator stays one, and enabled: Error(usage).
  void set_administrator(const std::string& name, bool administrator, const SiteActor& by);
  void set_disabled(const std::string& name, bool disabled, const SiteActor& by);

  std::vector<Authority> authorities() const;  // by id
  void add_authority(const Authority& authority, const SiteActor& by);

  std::vector<Membership> memberships() const;
  std::vector<Membership> memberships_of(const std::string& account) const;
  std::optional<Role> role_of(const std::string& account, const std::string& authority) const;
  // Nothing takes the role away, and the tokens of that account there with it.
  void set_role(const std::string& account, const std::string& authority, std::optional<Role> role,
                const SiteActor& by);

  // `digest`: SHA-256 of the token in hexadecimal.
  void add_token(const AccessToken& token, const std::string& digest, const SiteActor& by);
  std::optional<AccessToken> find_token(const std::string& digest) const;
  std::vector<AccessToken> tokens_of(const std::string& account) const;
  // False when that account has no such token.
  bool remove_token(const std::string& account, const std::string& id, const SiteActor& by);

  void note(const std::string& action, const std::string& subject, const SiteActor& by);
  std::vector<SiteEvent> events(std::int64_t most) const;  // newest first
  void remove_events(const std::string& before);           // "YYYY-MM-DD"

 private:
  struct State;
  explicit AccountStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace aval
