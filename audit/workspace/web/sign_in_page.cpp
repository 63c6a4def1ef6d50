// The door of a site: name and password in, a session out.
#include <chrono>

#include "audit/base/password.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/workspace/web/access.h"
#include "audit/workspace/web/assets.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kLongestName = 64;

Language language_of(const WebRequest& request) {
  const std::string asked =
      value_of(request.method == "POST" ? request.form : request.query, "lang");
  return asked == "en" ? Language::en : Language::fr;
}

void write_form(HtmlPage& page, const WebRequest& request, Language language) {
  page.open(Tag::form, {{Attribute::method, "post"}, {Attribute::action, "/sign-in"}});
  hidden_field(page, "lang", language == Language::en ? "en" : "fr");
  hidden_field(page, "back", back_address(request));
  text_field(page, {"name", {"Nom du compte", "Name of the account"}, {}, {}, {}, true});
  password_field(page, {"password", {"Mot de passe", "Password"}, {}, {}, {}, true}, false);
  submit_button(page, {"Ouvrir la session", "Sign in"});
  page.close();
}

WebResponse show(const WebRequest& request, int status, const Text& problem) {
  const Language language = language_of(request);
  HtmlPage page = open_stranger_page(language, {"Ouvrir une session", "Sign in"});
  if (!problem.fr.empty())
    page.element(Tag::p, {{Attribute::class_name, "problem"}, {Attribute::role, "alert"}}, problem);
  write_form(page, request, language);
  page.element(Tag::p, "soft",
               {"Mot de passe perdu : l'administrateur du site en donne un autre.",
                "Password lost: the administrator of the site gives another one."});
  const bool french = language == Language::fr;
  page.open(Tag::p);
  page.element(Tag::a,
               {{Attribute::href, french ? "/sign-in?lang=en" : "/sign-in?lang=fr"},
                {Attribute::lang, french ? "en" : "fr"}},
               french ? plain("English") : plain("Français"));
  page.close();
  return finish_page(page, status);
}

WebResponse ask_to_wait(const WebRequest& request, std::chrono::seconds wait) {
  WebResponse response =
      show(request, 429,
           format_text({"Trop d'essais. Réessayez dans {0} s.", "Too many tries. Retry in {0} s."},
                       {std::to_string(wait.count())}));
  response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return response;
}

// The same work for an account that does not exist, so that the time tells nothing.
bool is_right(SignInGuard& guard, const AccountStore& store, const std::string& name,
              const std::string& password) {
  const HashingTurn turn(guard);
  static const std::string kNobody = hash_password(random_password());
  const auto account = store.find(name);
  const bool same = is_password(password, account ? store.password_hash(name) : kNobody);
  return same && account && !account->disabled;
}

WebResponse let_in(Desk& desk, const WebRequest& request, const AccountStore& store,
                   const std::string& name) {
  desk.sessions.end(session_token_of(desk, request));
  const std::string token = desk.sessions.start(language_of(request), name);
  const std::vector<Membership> memberships = store.memberships_of(name);
  if (memberships.size() == 1)
    desk.sessions.set_authority(token, memberships[0].authority);
  WebResponse response = redirect_to(back_address(request));
  response.headers.emplace_back("Set-Cookie", session_cookie(desk, token));
  return response;
}

WebResponse try_to_sign_in(Desk& desk, const WebRequest& request) {
  const std::string name = to_lower_ascii(trim(value_of(request.form, "name")));
  const std::string password = value_of(request.form, "password");
  if (name.size() > kLongestName || count_code_points(password) > kLongestPassword)
    return show(request, 400, {"Nom ou mot de passe trop long.", "Name or password too long."});
  const auto now = SignInGuard::Clock::now();
  const auto wait = desk.sign_ins.wait_of(name, request.address, now);
  if (wait.count() > 0)
    return ask_to_wait(request, wait);
  AccountStore store = AccountStore::open(desk.accounts());
  const bool right = is_right(desk.sign_ins, store, name, password);
  const bool is_known = store.find(name).has_value();
  // A name that is no account may be a password typed in the wrong field: it is not kept.
  const SiteActor actor{is_known ? name : std::string(), now_from_clock()};
  if (right) {
    desk.sign_ins.succeeded(name);
    store.note("sign-in", {}, actor);
    return let_in(desk, request, store, name);
  }
  desk.sign_ins.failed(name, request.address, now);
  store.note("sign-in.failed", {}, actor);
  return show(request, 401, {"Nom ou mot de passe inconnu.", "Unknown name or password."});
}

}  // namespace

WebResponse sign_in(Desk& desk, const WebRequest& request) {
  if (request.method != "POST")
    return show(request, 200, {});
  if (!is_from_here(desk, request))
    return show(request, 403,
                {"Ce formulaire vient d'ailleurs ; remplissez celui-ci.",
                 "This form comes from elsewhere; fill in this one."});
  return try_to_sign_in(desk, request);
}

WebResponse sign_out(const Visit& visit) {
  visit.desk.sessions.end(visit.token);
  WebResponse response = redirect_to("/sign-in");
  response.headers.emplace_back("Set-Cookie", ended_cookie(visit.desk));
  // What the browser kept of the session goes with it (ASVS 8.2.3).
  response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
  return response;
}

}  // namespace aval
