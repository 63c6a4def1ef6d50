#include "audit/workspace/site.h"

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/password.h"
#include "audit/base/private_folder.h"
#include "audit/workspace/workspace.h"
#include "registry/memberships.h"

namespace aval {
namespace {

// The journal of the authority names both by pseudonym: who gave the role, and who has it.
void record_membership(const std::string& folder, const Membership& membership, bool is_kept,
                       const WorkContext& context) {
  const std::string workspace = workspace_file(folder, membership.authority);
  RegisterStore store = RegisterStore::open(workspace);
  const std::string member =
      operator_id(workspace, {membership.account, context.now, author_of(context).salt});
  Json content{{"schema", "aval.membership/1"}, {"role", nullptr}};
  if (is_kept)
    content["role"] = name_of(membership.role);
  store.record(kMembershipKind, member, content, is_kept ? "give" : "remove", author_of(context));
}

}  // namespace

SiteActor site_actor(const WorkContext& context) {
  return {context.account, context.now};
}

void create_site(const std::string& folder, const std::string& administrator,
                 std::string_view password, const WorkContext& context) {
  if (!is_account_name(administrator))
    throw Error(ErrorKind::usage, administrator,
                {"un nom de compte : 2 à 64 lettres minuscules sans accent, chiffres, points ou "
                 "tirets, une lettre d'abord",
                 "a name of an account: 2 to 64 lower-case letters without accents, digits, dots "
                 "or hyphens, a letter first"});
  const Text weakness = weakness_of(password, administrator);
  if (!weakness.fr.empty())
    throw Error(ErrorKind::usage, "", weakness);
  make_private_folder(folder);
  AccountStore store = AccountStore::create(accounts_file(folder), context.now);
  Account account;
  account.name = administrator;
  account.title = administrator;
  account.administrator = true;
  store.add(account, hash_password(password), {administrator, context.now});
}

void create_authority(const std::string& folder, const Authority& authority,
                      const WorkContext& context) {
  AccountStore::open(accounts_file(folder)).add_authority(authority, site_actor(context));
  RegisterStore::create(workspace_file(folder, authority.id), author_of(context));
}

void change_role(const std::string& folder, const Membership& membership, bool is_kept,
                 const WorkContext& context) {
  AccountStore::open(accounts_file(folder))
      .set_role(membership.account, membership.authority,
                is_kept ? std::optional(membership.role) : std::nullopt, site_actor(context));
  record_membership(folder, membership, is_kept, context);
}

std::string give_password(const std::string& folder, const std::string& account,
                          const WorkContext& context) {
  std::string password = random_password();
  AccountStore::open(accounts_file(folder))
      .set_password(account, hash_password(password), true, site_actor(context));
  return password;
}

}  // namespace aval
