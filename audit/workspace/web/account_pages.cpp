// One's own account on a site: its password, and the tokens of programs that act for it.
#include "audit/base/crypto.h"
#include "audit/base/password.h"
#include "audit/base/text.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "policies/logic_dates.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenIdBytes = 8;
constexpr std::size_t kLongestLabel = 80;
constexpr int kMostTokens = 20;  // of one account
constexpr long kUsualLife = 90;  // days
constexpr long kLongestLife = 366;

SiteActor actor_of(const Visit& visit) {
  return {visit.work.account, visit.work.now};
}

void write_password_form(HtmlPage& page, const Visit& visit, const Text& problem) {
  page.open_section("password", Tag::h2, {"Mot de passe", "Password"});
  if (visit.must_change)
    page.element(Tag::p, "notice",
                 {"Votre mot de passe vous a été donné par l'administrateur : choisissez le vôtre "
                  "avant de continuer.",
                  "Your password was given to you by the administrator: choose your own before "
                  "going on."});
  open_form(page, visit, "/account");
  password_field(page, {"current", {"Mot de passe actuel", "Current password"}, {}, {}, {}, true},
                 false);
  password_field(page,
                 {"password",
                  {"Nouveau mot de passe", "New password"},
                  {},
                  {"12 caractères au moins, tous sont permis : une phrase que vous retenez",
                   "12 characters at least, all are allowed: a sentence you remember"},
                  problem,
                  true},
                 true);
  password_field(page, {"again", {"Encore une fois", "Once more"}, {}, {}, {}, true}, true);
  submit_button(page, {"Changer le mot de passe", "Change the password"});
  page.close();
  page.close();
}

void write_tokens(HtmlPage& page, const Visit& visit, const std::vector<AccessToken>& tokens) {
  if (tokens.empty())
    return;
  page.open_table({"Jetons", "Tokens"},
                  {{"Nom", "Name"},
                   {"Collectivité", "Authority"},
                   {"Il permet de", "It allows to"},
                   {"Jusqu'au", "Until"},
                   {"Retirer", "Revoke"}},
                  HtmlPage::Caption::heard);
  for (const AccessToken& token : tokens) {
    page.open_row();
    page.row_header(plain(one_line(token.label)));
    page.cell(plain(token.authority));
    page.cell(label_of(token.scope));
    page.cell(date_in_words(token.expires));
    page.open_cell();
    open_form(page, visit, "/account/tokens/" + token.id + "/revoke");
    page.element(Tag::button,
                 {{Attribute::type, "submit"},
                  {Attribute::class_name, "second"},
                  {Attribute::aria_label,
                   page.in(Text{"Retirer le jeton ", "Revoke the token "} + plain(token.label))}},
                 {"Retirer", "Revoke"});
    page.close();
    page.close();
    page.close_row();
  }
  page.close_table();
}

void write_token_form(HtmlPage& page, const Visit& visit) {
  open_form(page, visit, "/account/tokens");
  text_field(page,
             {"label",
              {"Nom du programme", "Name of the program"},
              {},
              {"par exemple « portail de données ouvertes »", "for instance 'open data portal'"},
              {},
              true});
  choice_field(page, {"scope", {"Il permet de", "It allows to"}, "read"},
               {{"read", label_of(TokenScope::read)},
                {"scan", label_of(TokenScope::scan)},
                {"decide", label_of(TokenScope::decide)}});
  date_field(page, {"expires",
                    {"Dernier jour", "Last day"},
                    add_days(visit.work.today, kUsualLife).value_or(""),
                    {"un an au plus", "a year at most"},
                    {},
                    true});
  submit_button(page, {"Créer un jeton", "Create a token"});
  page.close();
}

WebResponse show(const Visit& visit, const Text& problem, const std::string& made_token) {
  const AccountStore store = AccountStore::open(visit.desk.accounts());
  HtmlPage page = open_page(visit, Area::account, {"Mon compte", "My account"});
  if (!made_token.empty()) {
    page.open(Tag::p, {{Attribute::class_name, "notice"}, {Attribute::role, "status"}});
    page.text(
        {"Jeton créé. Il n'est montré qu'une fois : ", "Token made. It is shown once only: "});
    page.element(Tag::code, plain(made_token));
    page.close();
  }
  page.open(Tag::p);
  page.text({"Compte ", "Account "});
  page.element(Tag::strong, plain(visit.work.account));
  page.close();
  write_password_form(page, visit, problem);
  if (!visit.must_change) {
    page.open_section("tokens", Tag::h2, {"Jetons pour des programmes", "Tokens for programs"});
    page.element(Tag::p, "soft",
                 {"Un programme présente un jeton pour lire, déposer ou enregistrer en votre nom, "
                  "dans la collectivité ouverte ici et elle seule.",
                  "A program shows a token to read, send or record in your name, in the authority "
                  "that is open here and in no other."});
    write_tokens(page, visit, store.tokens_of(visit.work.account));
    if (visit.open != nullptr)
      write_token_form(page, visit);
    page.close();
  }
  return finish_page(page, problem.fr.empty() ? 200 : 422);
}

bool knows_current(const Visit& visit, const AccountStore& store) {
  const std::string current = visit.field("current");
  return count_code_points(current) <= kLongestPassword &&
         is_password(current, store.password_hash(visit.work.account));
}

Text problem_of_new(const Visit& visit) {
  const std::string password = visit.field("password");
  if (password != visit.field("again"))
    return {"les deux nouveaux mots de passe diffèrent", "the two new passwords differ"};
  if (password == visit.field("current"))
    return {"c'est le mot de passe actuel", "that is the current password"};
  return weakness_of(password, visit.work.account);
}

}  // namespace

WebResponse account_page(const Visit& visit) {
  return show(visit, {}, {});
}

WebResponse change_password(const Visit& visit) {
  SignInGuard& guard = visit.desk.sign_ins;
  const auto now = SignInGuard::Clock::now();
  if (const auto wait = guard.wait_of(visit.work.account, visit.request.address, now);
      wait.count() > 0)
    return error_page(
        visit, 429, {"Trop d'essais", "Too many tries"},
        format_text({"Réessayez dans {0} s.", "Retry in {0} s."}, {std::to_string(wait.count())}));
  AccountStore store = AccountStore::open(visit.desk.accounts());
  const HashingTurn turn(guard);
  if (!knows_current(visit, store)) {
    guard.failed(visit.work.account, visit.request.address, now);
    return show(
        visit,
        {"le mot de passe actuel n'est pas celui-là", "the current password is not that one"}, {});
  }
  if (const Text problem = problem_of_new(visit); !problem.fr.empty())
    return show(visit, problem, {});
  const std::string hash = hash_password(visit.field("password"));
  guard.succeeded(visit.work.account);
  store.set_password(visit.work.account, hash, false, actor_of(visit));
  visit.desk.sessions.end_others(visit.work.account, visit.token);
  visit.tell({"Mot de passe changé. Vos autres sessions sont fermées.",
              "Password changed. Your other sessions are closed."});
  return redirect_to("/account");
}

WebResponse add_access_token(const Visit& visit) {
  AccountStore store = AccountStore::open(visit.desk.accounts());
  const auto scope = scope_named(visit.field("scope"));
  AccessToken token;
  token.id = random_hex(kTokenIdBytes);
  token.label = one_line(std::string(trim(visit.field("label"))));
  token.account = visit.work.account;
  token.authority = visit.open->authority.id;
  token.expires = visit.field("expires");
  const bool is_sound = scope && !token.label.empty() && token.label.size() <= kLongestLabel &&
                        add_days(token.expires, 0) && token.expires >= visit.work.today &&
                        token.expires <= add_days(visit.work.today, kLongestLife).value_or("");
  if (!is_sound)
    throw Error(
        ErrorKind::usage, "",
        {"donnez un nom (80 caractères au plus), ce que le jeton permet, et un dernier jour "
         "d'ici un an",
         "give a name (80 characters at most), what the token allows, and a last day "
         "within a year"});
  if (store.tokens_of(visit.work.account).size() >= kMostTokens)
    throw Error(ErrorKind::usage, "",
                {"vingt jetons au plus : retirez-en un d'abord",
                 "twenty tokens at most: revoke one first"});
  token.scope = *scope;
  const std::string secret = random_hex(kTokenBytes);
  store.add_token(token, sha256_hex(secret), actor_of(visit));
  return show(visit, {}, secret);
}

WebResponse revoke_access_token(const Visit& visit) {
  AccountStore::open(visit.desk.accounts())
      .remove_token(visit.work.account, visit.segment(2), actor_of(visit));
  visit.tell({"Jeton retiré.", "Token revoked."});
  return redirect_to("/account");
}

}  // namespace aval
