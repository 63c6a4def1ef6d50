#include "audit/workspace/web/server.h"

#include <atomic>
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>

#include <httplib.h>

#include "audit/base/crypto.h"
#include "audit/base/file.h"
#include "audit/base/interrupt.h"
#include "audit/base/passphrase.h"
#include "audit/base/process.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/base/tls.h"
#include "audit/workspace/web/api.h"
#include "audit/workspace/web/routes.h"
#include "audit/workspace/web/upload.h"
#include "audit/workspace/workspace.h"
#include "policies/logic_dates.h"

namespace aval {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kThreads = 64;             // each open connection takes one
constexpr time_t kSecondsKept = 2;               // a connection without a request
constexpr std::size_t kMostOnOne = 1000;         // requests
constexpr time_t kSecondsToRead = 10;            // of silence, then a request is given up
constexpr std::chrono::milliseconds kLook{100};  // how often an interruption is looked for

WebRequest request_of(const httplib::Request& asked, bool& sound) {
  WebRequest request;
  request.method = asked.method;
  const std::string& target = asked.target;
  const std::size_t question = target.find('?');
  const auto segments = parse_path(std::string_view(target).substr(0, question));
  const auto query = question == std::string::npos
                         ? std::optional<FormFields>(FormFields())
                         : parse_form(std::string_view(target).substr(question + 1));
  sound = segments && query;
  if (sound) {
    request.segments = *segments;
    request.query = *query;
  }
  request.host = asked.get_header_value("Host");
  request.origin = asked.get_header_value("Origin");
  request.cookie = asked.get_header_value("Cookie");
  request.authorization = asked.get_header_value("Authorization");
  request.address = asked.remote_addr;
  return request;
}

void send(const WebResponse& answered, httplib::Response& response) {
  response.status = answered.status;
  for (const auto& [name, value] : answered.headers)
    response.set_header(name, value);
  response.set_content(answered.body, answered.type);
}

void send_malformed(httplib::Response& response) {
  response.status = 400;
  response.set_header("Cache-Control", "no-store");
  response.set_content("400\n", "text/plain; charset=utf-8");
}

// The body of a form, up to its limit; false beyond it.
bool read_form_body(const httplib::ContentReader& reader, std::string& body) {
  bool fits = true;
  reader([&](const char* data, std::size_t length) {
    fits = body.size() + length <= kMostFormBytes;
    if (fits)
      body.append(data, length);
    return fits;
  });
  return fits;
}

// A multipart body, part by part, to who stores it.
WebResponse receive_upload(Desk& desk, const WebRequest& request,
                           const httplib::ContentReader& reader) {
  UploadReceiver receiver(desk, request);
  const bool whole = reader(
      [&](const httplib::MultipartFormData& part) {
        return receiver.start_part(part.name, part.filename);
      },
      [&](const char* data, std::size_t length) {
        return receiver.add(std::string_view(data, length));
      });
  return receiver.finish(whole);
}

// A body that is a file, sent by a program.
WebResponse receive_body(Desk& desk, const WebRequest& request,
                         const httplib::ContentReader& reader) {
  UploadReceiver receiver(desk, request);
  if (!receiver.start_body(value_of(request.query, "name")))
    return receiver.finish(true);
  const bool whole = reader([&](const char* data, std::size_t length) {
    return receiver.add(std::string_view(data, length));
  });
  return receiver.finish(whole);
}

void answer_post(Desk& desk, const httplib::Request& asked, httplib::Response& response,
                 const httplib::ContentReader& reader) {
  bool sound = false;
  WebRequest request = request_of(asked, sound);
  if (!sound) {
    send_malformed(response);
    return;
  }
  if (asked.is_multipart_form_data()) {
    send(receive_upload(desk, request, reader), response);
    return;
  }
  if (is_for_programs(request) && request.segments.back() == "scans") {
    send(receive_body(desk, request, reader), response);
    return;
  }
  std::string body;
  auto form = read_form_body(reader, body) ? parse_form(body) : std::nullopt;
  if (!form) {
    send_malformed(response);
    return;
  }
  request.form = std::move(*form);
  send(answer(desk, request), response);
}

void set_limits(httplib::Server& server) {
  server.set_read_timeout(kSecondsToRead);
  server.set_write_timeout(kSecondsToRead);
  server.set_keep_alive_timeout(kSecondsKept);
  server.set_keep_alive_max_count(kMostOnOne);
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  httplib::Headers headers;
  for (const auto& [name, value] : security_headers())
    headers.emplace(name, value);
  server.set_default_headers(headers);
  server.set_exception_handler(
      [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
        response.status = 500;
        response.set_content("500\n", "text/plain; charset=utf-8");
      });
}

void set_routes(httplib::Server& server, Desk& desk) {
  server.Get(".*", [&desk](const httplib::Request& asked, httplib::Response& response) {
    bool sound = false;
    const WebRequest request = request_of(asked, sound);
    if (sound)
      send(answer(desk, request), response);
    else
      send_malformed(response);
  });
  server.Post(".*", [&desk](const httplib::Request& asked, httplib::Response& response,
                            const httplib::ContentReader& reader) {
    answer_post(desk, asked, response, reader);
  });
}

int bind_port(httplib::Server& server, const ServeOptions& options) {
  const int port = options.port == 0 ? server.bind_to_any_port(options.listen)
                   : server.bind_to_port(options.listen, options.port) ? options.port
                                                                       : -1;
  if (port < 0)
    throw Error(ErrorKind::input, options.listen + ":" + std::to_string(options.port),
                {"ce port est pris, ou cette adresse n'est pas de cette machine ; donnez un autre "
                 "--port, ou aucun pour un port libre",
                 "this port is taken, or this address is not of this machine; give another "
                 "--port, or none for a free one"});
  return port;
}

std::string entry_address(const Desk& desk, Language language) {
  return desk.origin() + "/enter?key=" + desk.entry_key +
         (language == Language::en ? "&lang=en" : "");
}

void tell_site(const Desk& desk, Language language) {
  std::cout << format_text({"Le site est ouvert à ceux qui y ont un compte :\n  {0}\nCtrl-C "
                            "l'arrête.\n",
                            "The site is open to those who have an account on it:\n  {0}\nCtrl-C "
                            "stops it.\n"},
                           {desk.origin() + "/"})
                   .in(language)
            << std::flush;
}

void tell_address(const std::string& address, Language language) {
  std::cout << format_text({"L'espace de travail est ouvert ; ce lien y mène et n'est que pour "
                            "vous :\n  {0}\nCtrl-C l'arrête.\n",
                            "The workspace is open; this link leads to it and is for you alone:\n"
                            "  {0}\nCtrl-C stops it.\n"},
                           {address})
                   .in(language)
            << std::flush;
}

// A page of the owner alone that leads to the link: a browser is told its path, since arguments of
// programs are seen by every account of the machine.
std::unique_ptr<TemporaryFolder> open_in_browser(const std::string& address) {
  const auto opener = find_on_path("xdg-open");
  std::vector<std::string> environment;
  bool graphical = false;
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "HOME",
                           "PATH", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP", "LANG"})
    if (const auto value = environment_variable(name)) {
      const std::string_view word(name);
      graphical = graphical || word == "DISPLAY" || word == "WAYLAND_DISPLAY";
      environment.push_back(std::string(word) + "=" + *value);
    }
  if (!opener || !graphical)
    return nullptr;
  auto folder = std::make_unique<TemporaryFolder>("open");
  const std::string page = folder->path() + "/aval.html";
  write_file_whole(page,
                   "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" "
                   "content=\"0; url=" +
                       escape_html(address) + "\"><title>aval</title>\n",
                   true);
  try {
    start_program({{*opener, page}, environment, {}});
  } catch (const Error&) {
    return nullptr;  // the link is on the terminal all the same
  }
  return folder;
}

bool is_loopback(const std::string& address) {
  return address == "127.0.0.1" || address == "::1" || address == "localhost";
}

// Elsewhere than on this machine, whoever listens on the way must not read, and whoever asks must
// say who they are.
void check_options(const ServeOptions& options) {
  if (options.certificate.empty() != options.key.empty())
    throw Error(
        ErrorKind::usage, "--certificate",
        {"donnez --certificate et --key ensemble", "give --certificate and --key together"});
  if (!is_loopback(options.listen) && (options.site.empty() || options.certificate.empty()))
    throw Error(
        ErrorKind::usage, "--listen " + options.listen,
        {"pour écouter ailleurs que sur cette machine, il faut des comptes (--site DOSSIER, "
         "créé par « aval site init ») et TLS (--certificate, --key)",
         "to listen elsewhere than on this machine, accounts (--site FOLDER, made by 'aval "
         "site init') and TLS (--certificate, --key) are needed"});
  if (!options.key.empty() && is_open_to_others(options.key))
    throw Error(ErrorKind::input, options.key,
                {"d'autres comptes de la machine peuvent lire cette clé : chmod 600",
                 "other accounts of this machine can read this key: chmod 600"});
}

std::unique_ptr<httplib::Server> make_server(const ServeOptions& options) {
  if (options.certificate.empty())
    return std::make_unique<httplib::Server>();
  auto server = std::make_unique<httplib::SSLServer>(
      [&](SSL_CTX& context) { return use_tls(context, options.certificate, options.key); });
  if (!server->is_valid())
    throw Error(ErrorKind::input, options.certificate,
                {"ce certificat et cette clé ne se lisent pas ou ne vont pas ensemble (PEM "
                 "attendu)",
                 "this certificate and this key cannot be read or do not fit each other (PEM "
                 "expected)"});
  return server;
}

// As browsers write it in Host: the port unless it is the usual one.
std::string host_of(const ServeOptions& options, int port) {
  const std::string name = !options.name.empty()     ? options.name
                           : options.listen == "::1" ? "[::1]"
                                                     : options.listen;
  const int usual = options.certificate.empty() ? 80 : 443;
  return port == usual ? name : name + ":" + std::to_string(port);
}

void open_workspaces(Desk& desk, const WorkContext& context) {
  if (!desk.is_site()) {
    desk.workspaces.open({}, context.workspace);
    return;
  }
  AccountStore store = AccountStore::open(desk.accounts());
  store.remove_events(add_months(context.today, -kMonthsOfSiteEvents).value_or(""));
  for (const Authority& authority : store.authorities()) {
    const std::string path = workspace_file(desk.site, authority.id);
    if (!RegisterStore::exists(path))  // killed between the account file and the workspace
      RegisterStore::create(path, author_of(context));
    desk.workspaces.open(authority, path);
  }
}

void listen_until_interrupted(httplib::Server& server) {
  const InterruptGuard guard;
  std::atomic<bool> ended{false};
  std::thread watcher([&] {
    while (!guard.interrupted() && !ended)
      std::this_thread::sleep_for(kLook);
    server.stop();
  });
  server.listen_after_bind();
  ended = true;
  watcher.join();
}

}  // namespace

void serve_workspace(const WorkContext& context, const ServeOptions& options) {
  check_options(options);
  if (options.site.empty())
    open_workspace(context);  // its absence is told before anything is bound
  else
    AccountStore::open(accounts_file(options.site));
  const auto server = make_server(options);
  set_limits(*server);
  const int port = bind_port(*server, options);
  Desk desk;
  desk.host = host_of(options, port);
  desk.site = options.site;
  desk.encrypted = !options.certificate.empty();
  desk.policies = load_embedded_policy_pack();
  if (!desk.is_site()) {
    desk.account = context.account;
    desk.entry_key = random_hex(kKeyBytes);
  }
  open_workspaces(desk, context);
  set_routes(*server, desk);
  if (desk.is_site()) {
    tell_site(desk, context.language);
    listen_until_interrupted(*server);
    return;
  }
  const std::string address = entry_address(desk, context.language);
  tell_address(address, context.language);
  const auto opened = options.opens_browser ? open_in_browser(address) : nullptr;
  listen_until_interrupted(*server);
}

}  // namespace aval
