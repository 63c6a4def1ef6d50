// One account of a site: its roles, its password, whether it is open.
#include <algorithm>

#include "audit/workspace/site.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

Account account_asked(const Visit& visit, const AccountStore& store) {
  if (const auto account = store.find(visit.segment(2)))
    return *account;
  throw Error(ErrorKind::store, "", {"aucun compte de ce nom", "no account of that name"});
}

std::string path_of(const Account& account) {
  return "/site/accounts/" + escape_url(account.name);
}

std::string title_of(const std::vector<Authority>& authorities, const std::string& id) {
  const auto found = std::find_if(authorities.begin(), authorities.end(),
                                  [&](const Authority& authority) { return authority.id == id; });
  return found == authorities.end() ? id : found->title;
}

void write_role_form(HtmlPage& page, const Visit& visit, const Account& account,
                     const std::vector<Authority>& authorities) {
  std::vector<Choice> choices;
  choices.reserve(authorities.size());
  for (const Authority& authority : authorities)
    choices.push_back({authority.id, plain(authority.title)});
  open_form(page, visit, path_of(account) + "/role");
  choice_field(page, {"authority", {"Collectivité", "Authority"}}, choices);
  choice_field(page, {"role", {"Rôle", "Role"}, "contributor"},
               {{"contributor", label_of(Role::contributor)},
                {"dpo", label_of(Role::dpo)},
                {"delegate", label_of(Role::delegate)},
                {"reader", label_of(Role::reader)},
                {"none", {"aucun : retirer le rôle", "none: take the role away"}}});
  submit_button(page, {"Donner ce rôle", "Give this role"});
  page.close();
}

void write_roles(HtmlPage& page, const Visit& visit, const AccountStore& store,
                 const Account& account) {
  const std::vector<Authority> authorities = store.authorities();
  const std::vector<Membership> memberships = store.memberships_of(account.name);
  page.open_section("roles", Tag::h2, {"Rôles", "Roles"});
  if (memberships.empty()) {
    page.element(Tag::p, {"Aucun rôle : ce compte ne voit aucun espace de travail.",
                          "No role: this account sees no workspace."});
  } else {
    page.open_table({"Rôles", "Roles"}, {{"Collectivité", "Authority"}, {"Rôle", "Role"}},
                    HtmlPage::Caption::heard);
    for (const Membership& membership : memberships) {
      page.open_row();
      page.row_header(plain(title_of(authorities, membership.authority)));
      page.cell(label_of(membership.role));
      page.close_row();
    }
    page.close_table();
  }
  if (authorities.empty())
    page.element(Tag::p, {"Ajoutez d'abord une collectivité.", "Add an authority first."});
  else
    write_role_form(page, visit, account, authorities);
  page.close();
}

void write_state(HtmlPage& page, const Visit& visit, const Account& account) {
  page.open_section("state", Tag::h2, {"État du compte", "State of the account"});
  open_form(page, visit, path_of(account) + "/state");
  check_field(page,
              {"disabled",
               {"Compte fermé : il ne peut plus entrer, ses sessions et ses jetons s'arrêtent",
                "Account closed: it cannot enter any more, its sessions and tokens stop"}},
              account.disabled);
  check_field(page, {"administrator", {"Administrateur du site", "Administrator of the site"}},
              account.administrator);
  submit_button(page, {"Enregistrer", "Record"});
  page.close();
  open_form(page, visit, path_of(account) + "/password");
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
               {"Donner un nouveau mot de passe", "Give a new password"});
  page.close();
  page.close();
}

}  // namespace

WebResponse site_account_page(const Visit& visit) {
  const AccountStore store = AccountStore::open(visit.desk.accounts());
  const Account account = account_asked(visit, store);
  HtmlPage page = open_page(visit, Area::site, Text{"Compte ", "Account "} + plain(account.name));
  page.element(Tag::p, plain(account.title));
  write_roles(page, visit, store, account);
  write_state(page, visit, account);
  page.open(Tag::p);
  link(page, "/site", {"Retour à l'administration", "Back to the administration"});
  page.close();
  return finish_page(page);
}

WebResponse set_account_role(const Visit& visit) {
  const Account account = account_asked(visit, AccountStore::open(visit.desk.accounts()));
  const std::string asked = visit.field("role");
  const auto role = role_named(asked);
  if (!role && asked != "none")
    throw Error(ErrorKind::usage, "", {"choisissez un rôle", "choose a role"});
  change_role(visit.desk.site,
              {account.name, visit.field("authority"), role.value_or(Role::reader)},
              role.has_value(), visit.work);
  visit.tell(role ? Text{"Rôle donné.", "Role given."} : Text{"Rôle retiré.", "Role taken away."});
  return redirect_to(path_of(account));
}

WebResponse set_account_state(const Visit& visit) {
  AccountStore store = AccountStore::open(visit.desk.accounts());
  const Account account = account_asked(visit, store);
  const bool disabled = visit.field("disabled") == "yes";
  const bool administrator = visit.field("administrator") == "yes";
  if (administrator != account.administrator)
    store.set_administrator(account.name, administrator, site_actor(visit.work));
  if (disabled != account.disabled)
    store.set_disabled(account.name, disabled, site_actor(visit.work));
  visit.tell({"État du compte enregistré.", "State of the account recorded."});
  return redirect_to(path_of(account));
}

WebResponse reset_password(const Visit& visit) {
  const Account account = account_asked(visit, AccountStore::open(visit.desk.accounts()));
  if (account.name == visit.work.account)
    throw Error(ErrorKind::usage, "",
                {"changez le vôtre dans « Mon compte »", "change your own under 'My account'"});
  const std::string password = give_password(visit.desk.site, account.name, visit.work);
  visit.desk.sessions.end_others(account.name, {});
  visit.tell(format_text(
      {"Nouveau mot de passe, montré une seule fois : {0}", "New password, shown once only: {0}"},
      {password}));
  return redirect_to(path_of(account));
}

}  // namespace aval
