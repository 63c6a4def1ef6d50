#include "audit/workspace/web/routes.h"

#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/workspace/web/access.h"
#include "audit/workspace/web/api.h"
#include "audit/workspace/web/assets.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

struct Route {
  std::string_view method;
  std::string_view path;  // "*" stands for one segment
  Right right;
  WebResponse (*page)(const Visit&);
};

constexpr Route kRoutes[] = {
    {"GET", "", Right::see, home_page},
    {"GET", "datasets", Right::see, datasets_page},
    {"POST", "datasets/upload", Right::contribute, add_received_file},
    {"POST", "datasets/local", Right::own_machine, add_local_file},
    {"GET", "scans", Right::see, scan_states},
    {"POST", "scans/*/cancel", Right::contribute, cancel_scan},
    {"GET", "datasets/*", Right::see, dataset_page},
    {"GET", "datasets/*/report", Right::see, dataset_report},
    {"GET", "datasets/*/findings/*", Right::see, review_page},
    {"POST", "datasets/*/findings/*", Right::contribute, record_review},
    {"GET", "datasets/*/pseudonymize", Right::see, pseudonymize_page},
    {"POST", "datasets/*/pseudonymize", Right::own_machine, pseudonymize_dataset},
    {"GET", "datasets/*/generalize", Right::see, generalize_page},
    {"POST", "datasets/*/generalize", Right::own_machine, generalize_dataset},
    {"GET", "datasets/*/anonymization", Right::see, anonymization_page},
    {"POST", "datasets/*/anonymization", Right::contribute, conclude_anonymization},
    {"POST", "datasets/*/samples", Right::own_machine, masked_samples},
    {"GET", "tasks/*", Right::see, task_page},
    {"GET", "tasks/*/state", Right::see, task_state},
    {"GET", "tasks/*/file", Right::see, task_file},
    {"POST", "tasks/*/cancel", Right::contribute, cancel_task},
    {"GET", "publications", Right::see, publications_page},
    {"POST", "publications", Right::contribute, create_publication},
    {"GET", "publications/*", Right::see, publication_page},
    {"GET", "publications/*/edit", Right::see, edit_publication_page},
    {"POST", "publications/*/edit", Right::contribute, save_publication},
    {"POST", "publications/*/check", Right::own_machine, check_publication},
    {"GET", "register/reconcile", Right::see, reconcile_page},
    {"GET", "register", Right::see, register_page},
    {"GET", "register/new", Right::see, templates_page},
    {"POST", "register/new", Right::contribute, create_activity},
    {"GET", "register/extract/*", Right::see, register_extract},
    {"GET", "register/activities/*", Right::see, activity_page},
    {"GET", "register/activities/*/edit", Right::see, edit_activity_page},
    {"POST", "register/activities/*/edit", Right::contribute, save_activity},
    {"GET", "register/activities/*/versions", Right::see, activity_versions_page},
    {"GET", "usecases", Right::see, usecases_page},
    {"POST", "usecases", Right::contribute, create_usecase},
    {"GET", "usecases/*", Right::see, usecase_page},
    {"GET", "usecases/*/report", Right::see, usecase_report},
    {"GET", "usecases/*/steps/*", Right::see, step_page},
    {"POST", "usecases/*/steps/*", Right::contribute, save_step},
    {"GET", "usecases/*/gates/*", Right::see, gate_page},
    {"GET", "usecases/*/gates/*/state", Right::see, gate_state},
    {"POST", "usecases/*/gates/*/record", Right::contribute, record_gate},
    {"POST", "usecases/*/gates/*/adopt", Right::decide, adopt_gate},
    {"GET", "usecases/*/waivers", Right::see, waivers_page},
    {"POST", "usecases/*/waivers", Right::decide, add_waiver},
    {"GET", "policies", Right::see, policies_page},
    {"GET", "policies/*", Right::see, policy_page},
    {"GET", "rules", Right::see, rules_page},
    {"GET", "rules/*", Right::see, rule_page},
    {"GET", "journal", Right::see, journal_page},
    {"GET", "settings", Right::see, settings_page},
    {"POST", "settings", Right::contribute, save_organisation},
    {"GET", "account", Right::enter, account_page},
    {"POST", "account", Right::enter, change_password},
    {"POST", "account/tokens", Right::contribute, add_access_token},
    {"POST", "account/tokens/*/revoke", Right::enter, revoke_access_token},
    {"GET", "authorities", Right::enter, authorities_page},
    {"POST", "authorities/*/open", Right::enter, open_authority},
    {"GET", "site", Right::administer, site_page},
    {"POST", "site/authorities", Right::administer, add_authority},
    {"POST", "site/accounts", Right::administer, add_account},
    {"GET", "site/accounts/*", Right::administer, site_account_page},
    {"POST", "site/accounts/*/role", Right::administer, set_account_role},
    {"POST", "site/accounts/*/state", Right::administer, set_account_state},
    {"POST", "site/accounts/*/password", Right::administer, reset_password},
    {"GET", "site/events", Right::administer, site_events_page},
    {"GET", "settings/backup", Right::keep_copies, download_backup},
    {"POST", "settings/restore", Right::keep_copies, restore_backup},
};

WebResponse switch_language(const Visit& visit) {
  visit.desk.sessions.set_language(visit.token,
                                   visit.field("language") == "en" ? Language::en : Language::fr);
  return redirect_to(back_address(visit.request));
}

WebResponse not_found(const Visit& visit) {
  return error_page(visit, 404, {"Page introuvable", "Page not found"},
                    {"Cette adresse ne mène à rien ici. Repartez de l'accueil.",
                     "This address leads to nothing here. Start again from the home page."});
}

WebResponse not_allowed(const Visit& visit, Right right) {
  return error_page(visit, 403, {"Droit insuffisant", "Not allowed"},
                    capitalized_text(reserved_for(right)) + plain("."));
}

WebResponse not_meant(const Visit& visit) {
  return error_page(visit, 403, {"Demande refusée", "Request refused"},
                    {"Ce formulaire ne vient pas d'une page de votre session. Rouvrez la page et "
                     "recommencez.",
                     "This form does not come from a page of your session. Open the page again "
                     "and retry."});
}

const Route* route_of(std::string_view method, const std::vector<std::string>& segments) {
  for (const Route& route : kRoutes)
    if (route.method == method && is_match(route.path, segments))
      return &route;
  return nullptr;
}

// Accounts, authorities and administration: nothing of them where there is one user.
bool is_of_site(const std::vector<std::string>& segments) {
  return !segments.empty() &&
         (segments[0] == "account" || segments[0] == "authorities" || segments[0] == "site");
}

// Where somebody goes who has not chosen an authority: one's list of them, or the site one keeps.
WebResponse lead_on(const Visit& visit) {
  const bool has_any =
      !AccountStore::open(visit.desk.accounts()).memberships_of(visit.work.account).empty();
  return redirect_to(visit.may(Right::administer) && !has_any ? "/site" : "/authorities");
}

WebResponse page_for(const Visit& visit) {
  const WebRequest& request = visit.request;
  const bool changes = request.method == "POST";
  if (changes && !is_meant(visit.desk, request, visit.session, visit.field("form_token")))
    return not_meant(visit);
  if (changes && is_match("language", request.segments))
    return switch_language(visit);
  if (changes && is_match("sign-out", request.segments))
    return sign_out(visit);
  const Route* route = route_of(request.method, request.segments);
  if (route == nullptr || (is_of_site(request.segments) && !visit.desk.is_site()))
    return not_found(visit);
  if (visit.must_change && !is_match("account", request.segments))
    return redirect_to("/account");
  const bool needs_workspace = route->right != Right::enter && route->right != Right::administer;
  if (needs_workspace && visit.open == nullptr)
    return changes ? not_allowed(visit, Right::see) : lead_on(visit);
  return visit.may(route->right) ? route->page(visit) : not_allowed(visit, route->right);
}

// What an Error says is made for people and holds no value; of anything else nothing is told.
WebResponse guarded(const Visit& visit) {
  try {
    return page_for(visit);
  } catch (const Error& error) {
    const bool absent = error.kind() == ErrorKind::store;
    const Text message = error.place().empty() ? error.message()
                                               : Text{error.place() + " : " + error.message().fr,
                                                      error.place() + ": " + error.message().en};
    return error_page(visit, absent ? 404 : 400, {"Impossible en l'état", "Not possible as is"},
                      message);
  } catch (const std::exception&) {
    return error_page(visit, 500, {"Erreur interne", "Internal error"},
                      {"aval n'a pas pu répondre. Rien n'a été enregistré par cette demande.",
                       "aval could not answer. Nothing was recorded by this request."});
  }
}

// The link that `aval serve` wrote for its owner. SameSite=Strict holds the cookie back on the way
// from another place, so the page leads on by itself.
WebResponse enter(Desk& desk, const WebRequest& request) {
  if (desk.entry_key.empty() ||
      !is_equal_in_constant_time(value_of(request.query, "key"), desk.entry_key))
    return stranger_page(Language::fr, 403, {"Lien périmé", "Link out of date"},
                         {"Ce lien n'ouvre plus rien : reprenez celui que « aval serve » affiche "
                          "dans son terminal.",
                          "This link opens nothing any more: take the one that 'aval serve' shows "
                          "in its terminal."});
  const Language language = value_of(request.query, "lang") == "en" ? Language::en : Language::fr;
  const std::string token = desk.sessions.start(language);
  WebResponse response;
  HtmlPage page(language, {"Ouverture – aval", "Opening – aval"},
                {style_address(), script_address()});
  page.open(Tag::main);
  page.element(Tag::h1, {"Espace de travail ouvert", "Workspace open"});
  page.open(Tag::p);
  link(page, "/", {"Entrer", "Enter"});
  page.close();
  response.body = page.finish();
  response.headers.emplace_back("Refresh", "0; url=/");
  response.headers.emplace_back("Set-Cookie", session_cookie(desk, token));
  return response;
}

WebResponse without_session(const Desk& desk, const WebRequest& request) {
  if (desk.is_site())
    return redirect_to(request.method == "GET" && !request.segments.empty()
                           ? "/sign-in?back=" + escape_url(address_of(request))
                           : "/sign-in");
  return stranger_page(Language::fr, 401, {"Session fermée", "Session closed"},
                       {"Rouvrez l'espace de travail par le lien que « aval serve » affiche "
                        "dans son terminal.",
                        "Open the workspace again by the link that 'aval serve' shows in its "
                        "terminal."});
}

WebResponse answer_known(Desk& desk, const WebRequest& request) {
  const auto& segments = request.segments;
  if (segments.size() == 2 && segments[0] == "assets")
    if (auto asset = find_asset(segments[1]))
      return *asset;
  if (is_for_programs(request))
    return answer_program(desk, request);
  if (request.method == "GET" && is_match("enter", segments))
    return enter(desk, request);
  if (desk.is_site() && is_match("sign-in", segments))
    return sign_in(desk, request);
  const auto caller = caller_of_session(desk, request);
  if (!caller)
    return without_session(desk, request);
  const Visit visit{desk,
                    request,
                    {caller->session.language, today_from_clock(), now_from_clock(),
                     caller->account, caller->open ? caller->open->path : std::string()},
                    caller->session,
                    caller->token,
                    caller->permissions,
                    caller->must_change,
                    caller->open};
  return guarded(visit);
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& security_headers() {
  static const std::vector<std::pair<std::string, std::string>> kHeaders = {
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'self' " + report_style_source() +
           "; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
           "base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      // Not "no-referrer": a browser then sends "Origin: null" with the forms of this very server.
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
  return kHeaders;
}

bool is_match(std::string_view pattern, std::span<const std::string> segments) {
  if (pattern.empty())
    return segments.empty();
  const std::vector<std::string_view> parts = split(pattern, '/');
  if (parts.size() != segments.size())
    return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] != "*" && parts[i] != segments[i])
      return false;
  return true;
}

Right right_to_post(std::string_view path) {
  const auto segments = parse_path(path);
  const Route* route = segments ? route_of("POST", *segments) : nullptr;
  return route != nullptr ? route->right : Right::enter;
}

WebResponse answer(Desk& desk, const WebRequest& request) {
  try {
    // Another name for this machine is how a page from outside reaches a local server (DNS
    // rebinding).
    WebResponse response =
        request.host == desk.host
            ? answer_known(desk, request)
            : stranger_page(Language::fr, 421, {"Adresse inconnue", "Unknown address"},
                            {"Ce serveur ne répond pas sous ce nom.",
                             "This server does not answer under this name."});
    bool keeps = false;
    for (const auto& [name, value] : response.headers)
      keeps = keeps || name == "Cache-Control";
    if (!keeps)
      response.headers.emplace_back("Cache-Control", "no-store");
    if (desk.encrypted)  // ASVS 14.4.5: a year
      response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
    return response;
  } catch (const std::exception&) {
    WebResponse response;
    response.status = 500;
    response.type = "text/plain; charset=utf-8";
    response.body = "aval\n";
    return response;
  }
}

}  // namespace aval
