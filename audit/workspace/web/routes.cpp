#include "audit/workspace/web/routes.h"

#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/workspace/web/assets.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"

namespace aval {
namespace {

constexpr const char* kSessionCookie = "aval_session";

struct Route {
  std::string_view method;
  std::string_view path;  // "*" stands for one segment
  WebResponse (*page)(const Visit&);
};

constexpr Route kRoutes[] = {
    {"GET", "", home_page},
    {"GET", "datasets", datasets_page},
    {"POST", "datasets/upload", add_received_file},
    {"POST", "datasets/local", add_local_file},
    {"GET", "scans", scan_states},
    {"POST", "scans/*/cancel", cancel_scan},
    {"GET", "datasets/*", dataset_page},
    {"GET", "datasets/*/report", dataset_report},
    {"GET", "datasets/*/findings/*", review_page},
    {"POST", "datasets/*/findings/*", record_review},
    {"GET", "datasets/*/pseudonymize", pseudonymize_page},
    {"POST", "datasets/*/pseudonymize", pseudonymize_dataset},
    {"GET", "datasets/*/generalize", generalize_page},
    {"POST", "datasets/*/generalize", generalize_dataset},
    {"GET", "datasets/*/anonymization", anonymization_page},
    {"POST", "datasets/*/anonymization", conclude_anonymization},
    {"POST", "datasets/*/samples", masked_samples},
    {"GET", "tasks/*", task_page},
    {"GET", "tasks/*/state", task_state},
    {"GET", "tasks/*/file", task_file},
    {"POST", "tasks/*/cancel", cancel_task},
    {"GET", "publications", publications_page},
    {"POST", "publications", create_publication},
    {"GET", "publications/*", publication_page},
    {"GET", "publications/*/edit", edit_publication_page},
    {"POST", "publications/*/edit", save_publication},
    {"POST", "publications/*/check", check_publication},
    {"GET", "register/reconcile", reconcile_page},
    {"GET", "register", register_page},
    {"GET", "register/new", templates_page},
    {"POST", "register/new", create_activity},
    {"GET", "register/extract/*", register_extract},
    {"GET", "register/activities/*", activity_page},
    {"GET", "register/activities/*/edit", edit_activity_page},
    {"POST", "register/activities/*/edit", save_activity},
    {"GET", "register/activities/*/versions", activity_versions_page},
    {"GET", "usecases", usecases_page},
    {"POST", "usecases", create_usecase},
    {"GET", "usecases/*", usecase_page},
    {"GET", "usecases/*/report", usecase_report},
    {"GET", "usecases/*/steps/*", step_page},
    {"POST", "usecases/*/steps/*", save_step},
    {"GET", "usecases/*/gates/*", gate_page},
    {"GET", "usecases/*/gates/*/state", gate_state},
    {"POST", "usecases/*/gates/*/record", record_gate},
    {"POST", "usecases/*/gates/*/adopt", adopt_gate},
    {"GET", "usecases/*/waivers", waivers_page},
    {"POST", "usecases/*/waivers", add_waiver},
    {"GET", "policies", policies_page},
    {"GET", "policies/*", policy_page},
    {"GET", "rules", rules_page},
    {"GET", "rules/*", rule_page},
    {"GET", "journal", journal_page},
    {"GET", "settings", settings_page},
    {"POST", "settings", save_organisation},
};

bool is_match(std::string_view pattern, const std::vector<std::string>& segments) {
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

// A path of this server, for going back to where a form was sent from.
std::string back_to(const WebRequest& request) {
  const std::string path = value_of(request.form, "back");
  return path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string::npos
             ? path
             : "/";
}

WebResponse switch_language(const Visit& visit) {
  visit.desk.sessions.set_language(visit.token,
                                   visit.field("language") == "en" ? Language::en : Language::fr);
  return redirect_to(back_to(visit.request));
}

WebResponse not_found(const Visit& visit) {
  return error_page(visit, 404, {"Page introuvable", "Page not found"},
                    {"Cette adresse ne mène à rien ici. Repartez de l'accueil.",
                     "This address leads to nothing here. Start again from the home page."});
}

WebResponse not_meant(const Visit& visit) {
  return error_page(visit, 403, {"Demande refusée", "Request refused"},
                    {"Ce formulaire ne vient pas d'une page de votre session. Rouvrez la page et "
                     "recommencez.",
                     "This form does not come from a page of your session. Open the page again "
                     "and retry."});
}

WebResponse page_for(const Visit& visit) {
  const WebRequest& request = visit.request;
  const bool changes = request.method == "POST";
  if (changes && !is_meant(visit.desk, request, visit.session, visit.field("form_token")))
    return not_meant(visit);
  if (changes && is_match("language", request.segments))
    return switch_language(visit);
  for (const Route& route : kRoutes)
    if (route.method == request.method && is_match(route.path, request.segments))
      return route.page(visit);
  return not_found(visit);
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
  if (!is_equal_in_constant_time(value_of(request.query, "key"), desk.entry_key))
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
  response.headers.emplace_back("Set-Cookie", std::string(kSessionCookie) + "=" + token +
                                                  "; Path=/; HttpOnly; SameSite=Strict");
  return response;
}

WebResponse answer_known(Desk& desk, const WebRequest& request) {
  if (request.segments.size() == 2 && request.segments[0] == "assets")
    if (auto asset = find_asset(request.segments[1]))
      return *asset;
  if (request.method == "GET" && is_match("enter", request.segments))
    return enter(desk, request);
  const std::string token = session_token_of(request);
  const auto session = desk.sessions.find(token);
  if (!session)
    return stranger_page(Language::fr, 401, {"Session fermée", "Session closed"},
                         {"Rouvrez l'espace de travail par le lien que « aval serve » affiche "
                          "dans son terminal.",
                          "Open the workspace again by the link that 'aval serve' shows in its "
                          "terminal."});
  const Visit visit{
      desk,
      request,
      {session->language, today_from_clock(), now_from_clock(), desk.account, desk.workspace},
      *session,
      token};
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
      // With "no-referrer" a browser sends "Origin: null" with every form, its own pages' too.
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
  return kHeaders;
}

std::string session_token_of(const WebRequest& request) {
  return cookie_value(request.cookie, kSessionCookie);
}

bool is_meant(const Desk& desk, const WebRequest& request, const SessionState& session,
              const std::string& form_token) {
  const bool from_here = request.origin.empty() || request.origin == "http://" + desk.host;
  return from_here && is_equal_in_constant_time(form_token, session.form_token);
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
