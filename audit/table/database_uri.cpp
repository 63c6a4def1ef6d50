#include "audit/table/database_uri.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/number_text.h"

namespace aval {

namespace {

constexpr std::uint64_t kMostSeconds = 604800;  // a week

struct Scheme {
  std::string_view text;
  DatabaseKind kind;
};

constexpr std::array kSchemes = {
    Scheme{"postgresql://", DatabaseKind::postgresql},
    Scheme{"postgres://", DatabaseKind::postgresql},
    Scheme{"mysql://", DatabaseKind::mysql},
    Scheme{"mariadb://", DatabaseKind::mysql},
};

constexpr std::array<std::string_view, 11> kPostgresParameters = {
    "connect_timeout",  "foreign_tables", "host",   "passfile", "port",
    "service",          "sslcert",        "sslkey", "sslmode",  "sslrootcert",
    "statement_timeout"};
constexpr std::array<std::string_view, 9> kMysqlParameters = {
    "connect_timeout",   "defaults_file", "foreign_tables", "group", "socket", "ssl_ca",
    "statement_timeout", "tls",           "tls_verify"};

const Scheme* scheme_of(std::string_view text) {
  const auto found = std::find_if(kSchemes.begin(), kSchemes.end(), [&](const Scheme& scheme) {
    return text.starts_with(scheme.text);
  });
  return found == kSchemes.end() ? nullptr : &*found;
}

std::string place_of(DatabaseKind kind) {
  return kind == DatabaseKind::postgresql ? "postgresql://..." : "mysql://...";
}

[[noreturn]] void refuse_password(DatabaseKind kind) {
  const bool is_postgres = kind == DatabaseKind::postgresql;
  throw Error(
      ErrorKind::usage, place_of(kind),
      format_text({"mot de passe refusé dans une adresse : il se lirait dans la liste des "
                   "programmes et l'historique du terminal ; changez-le, puis placez-le dans {0}",
                   "a password is refused in an address: it could be read in the list of programs "
                   "and the history of the terminal; change it, then put it in {0}"},
                  {is_postgres ? "~/.pgpass, PGPASSFILE, pg_service.conf (?service=...)"
                               : "~/.my.cnf ([aval]), MYSQL_PWD"}));
}

[[noreturn]] void refuse_form(DatabaseKind kind) {
  const bool is_postgres = kind == DatabaseKind::postgresql;
  throw Error(ErrorKind::usage, place_of(kind),
              format_text({"adresse de base mal formée ; attendu : {0} (les caractères spéciaux "
                           "s'écrivent %XX ; sans mot de passe)",
                           "malformed database address; expected: {0} (special characters are "
                           "written %XX; without a password)"},
                          {is_postgres ? "postgresql://user@host:5432/database?schema=a,b"
                                       : "mysql://user@host:3306/database"}));
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9')
    return digit - '0';
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decode(std::string_view text, DatabaseKind kind) {
  std::string out;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (text[place] != '%') {
      out += text[place];
      continue;
    }
    const int high = place + 2 < text.size() ? hex_value(text[place + 1]) : -1;
    const int low = place + 2 < text.size() ? hex_value(text[place + 2]) : -1;
    if (high < 0 || low < 0 || (high == 0 && low == 0))
      refuse_form(kind);
    out += static_cast<char>(high * 16 + low);
    place += 2;
  }
  return out;
}

std::string encode(std::string_view text, std::string_view also_plain) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = byte > 127 || (byte >= '0' && byte <= '9') ||
                          (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          also_plain.find(letter) != std::string_view::npos;
    if (is_plain) {
      out += letter;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

std::uint16_t port_of(std::string_view text, DatabaseKind kind) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0)
    refuse_form(kind);
  return port;
}

// "user@host:port", "[::1]:port", "%2Frun%2Fpostgresql".
void read_authority(std::string_view text, DatabaseUri& uri) {
  const std::size_t at = text.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view user = text.substr(0, at);
    if (user.find(':') != std::string_view::npos)
      refuse_password(uri.kind);
    uri.user = decode(user, uri.kind);
    text.remove_prefix(at + 1);
  }
  std::size_t colon = text.rfind(':');
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || (close + 1 < text.size() && text[close + 1] != ':'))
      refuse_form(uri.kind);
    uri.host = text.substr(1, close - 1);
    colon = close + 1 < text.size() ? close + 1 : std::string_view::npos;
  } else {
    uri.host = decode(text.substr(0, colon), uri.kind);
  }
  if (uri.host.find_first_of(":@, ") != std::string::npos && !text.starts_with('['))
    refuse_form(uri.kind);
  if (colon != std::string_view::npos && colon + 1 < text.size())
    uri.port = port_of(text.substr(colon + 1), uri.kind);
}

bool is_known(DatabaseKind kind, const std::string& name) {
  const auto holds = [&](const auto& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return kind == DatabaseKind::postgresql ? holds(kPostgresParameters) : holds(kMysqlParameters);
}

// Only the name of a parameter is ever shown, when it looks like one.
[[noreturn]] void refuse_parameter(DatabaseKind kind) {
  std::vector<std::string> names = {"schema"};
  for (const std::string_view known : kPostgresParameters)
    if (kind == DatabaseKind::postgresql)
      names.emplace_back(known);
  for (const std::string_view known : kMysqlParameters)
    if (kind == DatabaseKind::mysql)
      names.emplace_back(known);
  throw Error(ErrorKind::usage, place_of(kind),
              format_text({"paramètre d'adresse inconnu ; admis : {0}",
                           "unknown parameter of the address; allowed: {0}"},
                          {join(names, ", ")}));
}

void add_parameter(const std::string& name, const std::string& value, DatabaseUri& uri) {
  const std::string lower = to_lower_ascii(name);
  if (lower.find("passw") != std::string::npos || lower == "pwd" || lower == "pass")
    refuse_password(uri.kind);
  if (name == "schema") {
    for (const std::string_view schema : split(value, ','))
      if (!schema.empty())
        uri.schemas.emplace_back(schema);
    return;
  }
  if (!is_known(uri.kind, name))
    refuse_parameter(uri.kind);
  if (value.empty() || value.find('\0') != std::string::npos)
    refuse_form(uri.kind);
  uri.parameters[name] = value;
}

void read_parameters(std::string_view text, DatabaseUri& uri) {
  for (const std::string_view pair : split(text, '&')) {
    if (pair.empty())
      continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos)
      refuse_form(uri.kind);
    add_parameter(decode(pair.substr(0, equals), uri.kind),
                  decode(pair.substr(equals + 1), uri.kind), uri);
  }
}

}  // namespace

bool is_database_uri(std::string_view text) {
  return scheme_of(text) != nullptr;
}

DatabaseUri parse_database_uri(std::string_view text) {
  const Scheme* scheme = scheme_of(text);
  DatabaseUri uri;
  if (scheme == nullptr)
    refuse_form(uri.kind);
  uri.kind = scheme->kind;
  text.remove_prefix(scheme->text.size());
  const std::size_t question = text.find('?');
  const std::string_view address = text.substr(0, question);
  const std::size_t slash = address.find('/');
  // "user:pass/word@host": a password that was not encoded, cut at its slash or question mark.
  const std::string_view tail = slash == std::string_view::npos ? "" : address.substr(slash + 1);
  const std::string_view authority = address.substr(0, slash);
  if (tail.find('@') != std::string_view::npos ||
      (authority.find('@') == std::string_view::npos && authority.find(':') < authority.size() &&
       text.find('@') != std::string_view::npos))
    refuse_password(uri.kind);
  read_authority(authority, uri);
  if (tail.find('/') != std::string_view::npos)
    refuse_form(uri.kind);
  uri.database = decode(tail, uri.kind);
  if (question != std::string_view::npos)
    read_parameters(text.substr(question + 1), uri);
  std::sort(uri.schemas.begin(), uri.schemas.end());
  uri.schemas.erase(std::unique(uri.schemas.begin(), uri.schemas.end()), uri.schemas.end());
  return uri;
}

std::string shown_uri(const DatabaseUri& uri) {
  std::string text = uri.kind == DatabaseKind::postgresql ? "postgresql://" : "mysql://";
  const bool is_ipv6 = uri.host.find(':') != std::string::npos && !uri.host.starts_with('/');
  text += is_ipv6 ? "[" + uri.host + "]" : encode(uri.host, ".-_~");
  if (uri.port != 0)
    text += ":" + std::to_string(uri.port);
  text += "/" + encode(uri.database, ".-_~");
  for (std::size_t index = 0; index < uri.schemas.size(); ++index)
    text += (index == 0 ? "?schema=" : ",") + encode(uri.schemas[index], ".-_~");
  return text;
}

std::uint64_t seconds_of(const DatabaseUri& uri, const std::string& parameter,
                         std::uint64_t otherwise) {
  const auto found = uri.parameters.find(parameter);
  if (found == uri.parameters.end())
    return otherwise;
  const auto seconds = parse_count(found->second);
  if (!seconds || *seconds == 0 || *seconds > kMostSeconds)
    throw Error(ErrorKind::usage, parameter,
                Text{"nombre de secondes attendu, de 1 à 604800",
                     "a number of seconds is expected, from 1 to 604800"});
  return *seconds;
}

}  // namespace aval
