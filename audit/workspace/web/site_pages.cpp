// What the administrator of a site keeps: authorities, accounts, the log of access.
#include <algorithm>

#include "audit/base/password.h"
#include "audit/base/text.h"
#include "audit/workspace/site.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "registry/identifier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::int64_t kMostEvents = 200;
constexpr std::size_t kLongestTitle = 200;

std::string title_sent(const Visit& visit, const char* field) {
  std::string title = one_line(std::string(trim(visit.field(field))));
  if (title.empty() || title.size() > kLongestTitle)
    throw Error(
        ErrorKind::usage, "",
        {"donnez un nom de 200 caractères au plus", "give a name of 200 characters at most"});
  return title;
}

// Short enough for the name of a file, and not taken.
std::string free_id(const AccountStore& store, const std::string& title) {
  constexpr std::size_t kLongest = 48;
  std::string start = identifier_of(title).substr(0, kLongest);
  start.erase(start.find_last_not_of('-') + 1);
  const std::vector<Authority> known = store.authorities();
  std::string id = start;
  for (int number = 2; std::any_of(known.begin(), known.end(),
                                   [&](const Authority& authority) { return authority.id == id; });
       ++number)
    id = start + "-" + std::to_string(number);
  return id;
}

void write_authorities(HtmlPage& page, const Visit& visit, const AccountStore& store) {
  page.open_section("authorities", Tag::h2, {"Collectivités", "Authorities"});
  const std::vector<Authority> authorities = store.authorities();
  if (!authorities.empty()) {
    page.open_table({"Collectivités", "Authorities"},
                    {{"Collectivité", "Authority"}, {"Identifiant", "Identifier"}},
                    HtmlPage::Caption::heard);
    for (const Authority& authority : authorities) {
      page.open_row();
      page.row_header(plain(authority.title));
      page.cell(plain(authority.id));
      page.close_row();
    }
    page.close_table();
  }
  open_form(page, visit, "/site/authorities");
  text_field(page, {"authority",
                    {"Nom de la collectivité", "Name of the authority"},
                    {},
                    {"commune, CCAS, syndicat : chaque responsable de traitement a le sien",
                     "commune, school fund, joint body: each controller has its own"},
                    {},
                    true});
  submit_button(page, {"Ajouter la collectivité", "Add the authority"});
  page.close();
  page.close();
}

Text state_of(const Account& account) {
  Text state = account.disabled ? Text{"fermé", "closed"} : Text{"ouvert", "open"};
  if (account.administrator)
    state = state + Text{", administrateur", ", administrator"};
  if (account.must_change)
    state = state + Text{", mot de passe à changer", ", password to be changed"};
  return state;
}

void write_accounts(HtmlPage& page, const Visit& visit, const AccountStore& store) {
  page.open_section("accounts", Tag::h2, {"Comptes", "Accounts"});
  page.open_table(
      {"Comptes", "Accounts"},
      {{"Compte", "Account"}, {"Personne ou fonction", "Person or function"}, {"État", "State"}},
      HtmlPage::Caption::heard);
  for (const Account& account : store.accounts()) {
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, "/site/accounts/" + escape_url(account.name), plain(account.name));
    page.close();
    page.cell(plain(account.title));
    page.cell(state_of(account));
    page.close_row();
  }
  page.close_table();
  open_form(page, visit, "/site/accounts");
  text_field(page, {"name",
                    {"Nom du compte", "Name of the account"},
                    {},
                    {"lettres minuscules, chiffres, points, tirets : marie.durand, dpo-cdg",
                     "lower-case letters, digits, dots, hyphens: jane.doe, dpo-office"},
                    {},
                    true});
  text_field(page, {"title", {"Personne ou fonction", "Person or function"}, {}, {}, {}, true});
  check_field(page,
              {"administrator",
               {"Administrateur du site (ne voit aucun espace de travail pour autant)",
                "Administrator of the site (sees no workspace by it)"}},
              false);
  submit_button(page, {"Ajouter le compte", "Add the account"});
  page.close();
  page.close();
}

}  // namespace

WebResponse site_page(const Visit& visit) {
  const AccountStore store = AccountStore::open(visit.desk.accounts());
  HtmlPage page = open_page(visit, Area::site, {"Administration du site", "Site administration"});
  write_authorities(page, visit, store);
  write_accounts(page, visit, store);
  page.open(Tag::p);
  link(page, "/site/events", {"Journal des accès", "Log of access"});
  page.close();
  return finish_page(page);
}

WebResponse add_authority(const Visit& visit) {
  const std::string title = title_sent(visit, "authority");
  const Authority authority{free_id(AccountStore::open(visit.desk.accounts()), title), title};
  create_authority(visit.desk.site, authority, visit.work);
  visit.desk.workspaces.open(authority, workspace_file(visit.desk.site, authority.id));
  visit.tell({"Collectivité ajoutée. Donnez un rôle à ceux qui y travaillent.",
              "Authority added. Give a role to those who work there."});
  return redirect_to("/site");
}

WebResponse add_account(const Visit& visit) {
  Account account;
  account.name = to_lower_ascii(trim(visit.field("name")));
  account.title = title_sent(visit, "title");
  account.administrator = visit.field("administrator") == "yes";
  account.must_change = true;
  const std::string password = random_password();
  AccountStore::open(visit.desk.accounts())
      .add(account, hash_password(password), site_actor(visit.work));
  visit.tell(format_text({"Compte créé. Son premier mot de passe, montré une seule fois : {0}",
                          "Account made. Its first password, shown once only: {0}"},
                         {password}));
  return redirect_to("/site/accounts/" + escape_url(account.name));
}

WebResponse site_events_page(const Visit& visit) {
  HtmlPage page = open_page(visit, Area::site, {"Journal des accès", "Log of access"});
  page.element(Tag::p, "soft",
               {"Ouvertures de session et actes d'administration, gardés un an au plus. Les actes "
                "sur les données sont dans le journal de chaque collectivité.",
                "Sign-ins and acts of administration, kept a year at most. Acts on data stand in "
                "the journal of each authority."});
  page.open_table(
      {"Évènements", "Events"},
      {{"Quand (UTC)", "When (UTC)"}, {"Compte", "Account"}, {"Acte", "Act"}, {"Sur", "On"}},
      HtmlPage::Caption::heard);
  for (const SiteEvent& event : AccountStore::open(visit.desk.accounts()).events(kMostEvents)) {
    page.open_row();
    page.row_header(plain(event.time));
    page.cell(event.account.empty() ? Text{"inconnu", "unknown"} : plain(event.account));
    page.cell(plain(event.action));
    page.cell(plain(event.subject));
    page.close_row();
  }
  page.close_table();
  return finish_page(page);
}

}  // namespace aval
