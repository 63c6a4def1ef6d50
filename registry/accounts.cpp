#include "registry/accounts.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/sqlite.h"
#include "registry/identifier.h"

namespace aval {
namespace {

constexpr int kApplicationId = 0x4156414E;  // "AVAN" in the file header
constexpr int kVersion = 1;

constexpr const char* kSchema = R"sql(
PRAGMA application_id = 1096171854;
CREATE TABLE accounts (
  name TEXT PRIMARY KEY, title TEXT NOT NULL, password TEXT NOT NULL, administrator INTEGER NOT NULL,
  disabled INTEGER NOT NULL, must_change INTEGER NOT NULL) STRICT;
CREATE TABLE authorities (id TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT;
CREATE TABLE memberships (
  account TEXT NOT NULL REFERENCES accounts (name), authority TEXT NOT NULL REFERENCES authorities (id),
  role TEXT NOT NULL, PRIMARY KEY (account, authority)) STRICT;
CREATE TABLE tokens (
  digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, account TEXT NOT NULL, authority TEXT NOT NULL,
  scope TEXT NOT NULL, expires TEXT NOT NULL,
  FOREIGN KEY (account, authority) REFERENCES memberships (account, authority) ON DELETE CASCADE) STRICT;
CREATE TABLE site_events (
  sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL) STRICT;
CREATE INDEX site_events_time ON site_events (time);
)sql";

constexpr const char* kAccountColumns =
    "SELECT name, title, administrator, disabled, must_change FROM accounts ";
constexpr const char* kTokenColumns =
    "SELECT id, label, account, authority, scope, expires FROM tokens ";

constexpr std::array<std::pair<Role, const char*>, 4> kRoles{{{Role::reader, "reader"},
                                                              {Role::contributor, "contributor"},
                                                              {Role::dpo, "dpo"},
                                                              {Role::delegate, "delegate"}}};
constexpr std::array<std::pair<TokenScope, const char*>, 3> kScopes{
    {{TokenScope::read, "read"}, {TokenScope::scan, "scan"}, {TokenScope::decide, "decide"}}};

template <class Names, class Value>
const char* spelled(const Names& names, Value value) {
  for (const auto& [known, name] : names)
    if (known == value)
      return name;
  return "";
}

template <class Names>
auto meant(const Names& names, const std::string& spelling)
    -> std::optional<typename Names::value_type::first_type> {
  for (const auto& [known, name] : names)
    if (spelling == name)
      return known;
  return std::nullopt;
}

Account read_account(const Statement& row) {
  return {row.text(0), row.text(1), row.integer(2) != 0, row.integer(3) != 0, row.integer(4) != 0};
}

std::vector<Membership> read_memberships(Statement& rows) {
  std::vector<Membership> found;
  while (rows.step())
    if (const auto role = role_named(rows.text(2)))
      found.push_back({rows.text(0), rows.text(1), *role});
  return found;
}

std::vector<AccessToken> read_tokens(Statement& rows) {
  std::vector<AccessToken> found;
  while (rows.step())
    found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3),
                     scope_named(rows.text(4)).value_or(TokenScope::read), rows.text(5)});
  return found;
}

void note_in(Database& database, const SiteEvent& event) {
  Statement insert(
      database, "INSERT INTO site_events (time, account, action, subject) VALUES (?1, ?2, ?3, ?4)");
  insert.bind(1, event.time).bind(2, event.account).bind(3, event.action).bind(4, event.subject);
  insert.run();
}

[[noreturn]] void refuse(const std::string& place, const Text& message) {
  throw Error(ErrorKind::usage, place, message);
}

// Of a change that has to meet a row.
void require_changed(const Database& database, const std::string& name) {
  if (database.changes() == 0)
    refuse(name, {"aucun compte ni aucune collectivité de ce nom",
                  "no account or authority of that name"});
}

void require_administrator(Database& database) {
  Statement left(database,
                 "SELECT count(*) FROM accounts WHERE administrator = 1 AND disabled = 0");
  left.step();
  if (left.integer(0) == 0)
    refuse("administrator", {"il faut qu'un administrateur reste : nommez-en un autre d'abord",
                             "one administrator has to remain: name another one first"});
}

}  // namespace

const char* name_of(Role role) {
  return spelled(kRoles, role);
}

std::optional<Role> role_named(const std::string& name) {
  return meant(kRoles, name);
}

const char* name_of(TokenScope scope) {
  return spelled(kScopes, scope);
}

std::optional<TokenScope> scope_named(const std::string& name) {
  return meant(kScopes, name);
}

bool is_account_name(const std::string& name) {
  constexpr std::size_t kLongest = 64;
  return name.size() >= 2 && name.size() <= kLongest && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
         });
}

std::string accounts_file(const std::string& site) {
  return site + "/accounts.db";
}

std::string workspace_file(const std::string& site, const std::string& authority) {
  return site + "/" + authority + ".aval.db";
}

struct AccountStore::State {
  State(const std::string& path, OpenMode mode) : database(path, mode) {}
  mutable Database database;
};

AccountStore::AccountStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
AccountStore::AccountStore(AccountStore&&) noexcept = default;
AccountStore& AccountStore::operator=(AccountStore&&) noexcept = default;
AccountStore::~AccountStore() = default;

AccountStore AccountStore::create(const std::string& path, const std::string& time) {
  if (kind_of_file(path) != FileKind::absent)
    throw Error(ErrorKind::store, path,
                {"un site existe déjà dans ce dossier ; choisissez-en un autre",
                 "a site exists in this folder already; choose another one"});
  auto state = std::make_unique<State>(path, OpenMode::create);
  std::filesystem::permissions(
      path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  Transaction transaction(state->database);
  state->database.execute(kSchema);
  state->database.set_user_version(kVersion);
  note_in(state->database, {time, "", "site.create", ""});
  transaction.commit();
  return AccountStore(std::move(state));
}

AccountStore AccountStore::open(const std::string& path) {
  if (kind_of_file(path) == FileKind::absent)
    throw Error(ErrorKind::store, path,
                {"aucun site dans ce dossier ; créez-le avec « aval site init »",
                 "no site in this folder; create it with 'aval site init'"});
  auto state = std::make_unique<State>(path, OpenMode::read_write);
  Statement application(state->database, "PRAGMA application_id");
  application.step();
  if (application.integer(0) != kApplicationId || state->database.user_version() != kVersion)
    throw Error(ErrorKind::store, path,
                {"ce fichier n'est pas celui des comptes d'un site aval de cette version",
                 "this file is not the one of the accounts of an aval site of this version"});
  return AccountStore(std::move(state));
}

std::vector<Account> AccountStore::accounts() const {
  Statement rows(state_->database, std::string(kAccountColumns) + "ORDER BY name");
  std::vector<Account> found;
  while (rows.step())
    found.push_back(read_account(rows));
  return found;
}

std::optional<Account> AccountStore::find(const std::string& name) const {
  Statement rows(state_->database, std::string(kAccountColumns) + "WHERE name = ?1");
  rows.bind(1, name);
  return rows.step() ? std::optional(read_account(rows)) : std::nullopt;
}

std::string AccountStore::password_hash(const std::string& name) const {
  Statement rows(state_->database, "SELECT password FROM accounts WHERE name = ?1");
  rows.bind(1, name);
  return rows.step() ? rows.text(0) : std::string();
}

void AccountStore::add(const Account& account, const std::string& password_hash,
                       const SiteActor& by) {
  if (!is_account_name(account.name))
    refuse(account.name, {"un nom de compte : 2 à 64 lettres minuscules sans accent, chiffres, "
                          "points ou tirets, une lettre d'abord",
                          "a name of an account: 2 to 64 lower-case letters without accents, "
                          "digits, dots or hyphens, a letter first"});
  Transaction transaction(state_->database);
  if (find(account.name))
    refuse(account.name, {"ce nom de compte est pris", "this name of an account is taken"});
  Statement insert(state_->database,
                   "INSERT INTO accounts (name, title, password, administrator, disabled, "
                   "must_change) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  insert.bind(1, account.name).bind(2, account.title).bind(3, password_hash);
  insert.bind(4, std::int64_t{account.administrator}).bind(5, std::int64_t{account.disabled});
  insert.bind(6, std::int64_t{account.must_change}).run();
  note_in(state_->database, {by.time, by.account, "account.add", account.name});
  transaction.commit();
}

void AccountStore::set_password(const std::string& name, const std::string& hash, bool must_change,
                                const SiteActor& by) {
  Transaction transaction(state_->database);
  Statement update(state_->database,
                   "UPDATE accounts SET password = ?2, must_change = ?3 WHERE name = ?1");
  update.bind(1, name).bind(2, hash).bind(3, std::int64_t{must_change}).run();
  require_changed(state_->database, name);
  note_in(state_->database, {by.time, by.account, "account.password", name});
  transaction.commit();
}

void AccountStore::set_administrator(const std::string& name, bool administrator,
                                     const SiteActor& by) {
  Transaction transaction(state_->database);
  Statement update(state_->database, "UPDATE accounts SET administrator = ?2 WHERE name = ?1");
  update.bind(1, name).bind(2, std::int64_t{administrator}).run();
  require_changed(state_->database, name);
  require_administrator(state_->database);
  note_in(state_->database, {by.time, by.account,
                             administrator ? "account.administrator" : "account.ordinary", name});
  transaction.commit();
}

void AccountStore::set_disabled(const std::string& name, bool disabled, const SiteActor& by) {
  Transaction transaction(state_->database);
  Statement update(state_->database, "UPDATE accounts SET disabled = ?2 WHERE name = ?1");
  update.bind(1, name).bind(2, std::int64_t{disabled}).run();
  require_changed(state_->database, name);
  require_administrator(state_->database);
  note_in(state_->database,
          {by.time, by.account, disabled ? "account.disable" : "account.enable", name});
  transaction.commit();
}

std::vector<Authority> AccountStore::authorities() const {
  Statement rows(state_->database, "SELECT id, title FROM authorities ORDER BY id");
  std::vector<Authority> found;
  while (rows.step())
    found.push_back({rows.text(0), rows.text(1)});
  return found;
}

void AccountStore::add_authority(const Authority& authority, const SiteActor& by) {
  constexpr std::size_t kLongest = 64;
  if (authority.id.empty() || authority.id.size() > kLongest ||
      authority.id != identifier_of(authority.id))
    refuse(authority.id,
           {"un identifiant : lettres minuscules sans accent, chiffres et tirets, 64 au plus",
            "an identifier: lower-case letters without accents, digits and hyphens, 64 at most"});
  Transaction transaction(state_->database);
  Statement insert(state_->database,
                   "INSERT INTO authorities (id, title) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
  insert.bind(1, authority.id).bind(2, authority.title).run();
  if (state_->database.changes() == 0)
    refuse(authority.id, {"cette collectivité existe déjà", "this authority exists already"});
  note_in(state_->database, {by.time, by.account, "authority.add", authority.id});
  transaction.commit();
}

std::vector<Membership> AccountStore::memberships() const {
  Statement rows(state_->database,
                 "SELECT account, authority, role FROM memberships ORDER BY account, authority");
  return read_memberships(rows);
}

std::vector<Membership> AccountStore::memberships_of(const std::string& account) const {
  Statement rows(state_->database,
                 "SELECT account, authority, role FROM memberships WHERE account = ?1 ORDER BY "
                 "authority");
  rows.bind(1, account);
  return read_memberships(rows);
}

std::optional<Role> AccountStore::role_of(const std::string& account,
                                          const std::string& authority) const {
  Statement rows(state_->database,
                 "SELECT role FROM memberships WHERE account = ?1 AND authority = ?2");
  rows.bind(1, account).bind(2, authority);
  return rows.step() ? role_named(rows.text(0)) : std::nullopt;
}

void AccountStore::set_role(const std::string& account, const std::string& authority,
                            std::optional<Role> role, const SiteActor& by) {
  Transaction transaction(state_->database);
  if (role) {
    Statement set(state_->database,
                  "INSERT INTO memberships (account, authority, role) SELECT a.name, t.id, ?3 FROM "
                  "accounts a, authorities t WHERE a.name = ?1 AND t.id = ?2 ON CONFLICT (account, "
                  "authority) DO UPDATE SET role = excluded.role");
    set.bind(1, account).bind(2, authority).bind(3, name_of(*role)).run();
  } else {
    Statement remove(state_->database,
                     "DELETE FROM memberships WHERE account = ?1 AND authority = ?2");
    remove.bind(1, account).bind(2, authority).run();
  }
  require_changed(state_->database, account + "/" + authority);
  note_in(state_->database,
          {by.time, by.account, std::string("role.") + (role ? name_of(*role) : "remove"),
           account + "/" + authority});
  transaction.commit();
}

void AccountStore::add_token(const AccessToken& token, const std::string& digest,
                             const SiteActor& by) {
  Transaction transaction(state_->database);
  Statement insert(state_->database,
                   "INSERT INTO tokens (digest, id, label, account, authority, scope, expires) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  insert.bind(1, digest).bind(2, token.id).bind(3, token.label).bind(4, token.account);
  insert.bind(5, token.authority).bind(6, name_of(token.scope)).bind(7, token.expires).run();
  note_in(state_->database, {by.time, by.account, "token.add", token.authority + "/" + token.id});
  transaction.commit();
}

std::optional<AccessToken> AccountStore::find_token(const std::string& digest) const {
  Statement rows(state_->database, std::string(kTokenColumns) + "WHERE digest = ?1");
  rows.bind(1, digest);
  std::vector<AccessToken> found = read_tokens(rows);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<AccessToken> AccountStore::tokens_of(const std::string& account) const {
  Statement rows(state_->database, std::string(kTokenColumns) + "WHERE account = ?1 ORDER BY id");
  rows.bind(1, account);
  return read_tokens(rows);
}

bool AccountStore::remove_token(const std::string& account, const std::string& id,
                                const SiteActor& by) {
  Transaction transaction(state_->database);
  Statement remove(state_->database, "DELETE FROM tokens WHERE account = ?1 AND id = ?2");
  remove.bind(1, account).bind(2, id).run();
  if (state_->database.changes() == 0)
    return false;
  note_in(state_->database, {by.time, by.account, "token.remove", id});
  transaction.commit();
  return true;
}

void AccountStore::note(const std::string& action, const std::string& subject,
                        const SiteActor& by) {
  note_in(state_->database, {by.time, by.account, action, subject});
}

std::vector<SiteEvent> AccountStore::events(std::int64_t most) const {
  Statement rows(state_->database,
                 "SELECT time, account, action, subject FROM site_events ORDER BY sequence DESC "
                 "LIMIT ?1");
  rows.bind(1, most);
  std::vector<SiteEvent> found;
  while (rows.step())
    found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
  return found;
}

void AccountStore::remove_events(const std::string& before) {
  Statement remove(state_->database, "DELETE FROM site_events WHERE time < ?1");
  remove.bind(1, before).run();
}

}  // namespace aval
