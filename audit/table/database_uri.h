// The address of a database on a server, as the user names it. A password never belongs in one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

enum class DatabaseKind { postgresql, mysql };

// postgresql://user@host:port/database?schema=a,b
struct DatabaseUri {
  DatabaseKind kind = DatabaseKind::postgresql;
  std::string user;        // empty: the client library's own default
  std::string host;        // a name, an address, or the folder of a unix socket; may be empty
  std::uint16_t port = 0;  // 0: the usual one
  std::string database;    // may be empty
  std::vector<std::string> schemas;               // of schema=; empty: all but the system's
  std::map<std::string, std::string> parameters;  // the others, all of the closed list
};

// True for a name that starts with postgresql://, postgres://, mysql:// or mariadb://.
bool is_database_uri(std::string_view text);

// Error(usage) when the address holds a password, cannot be understood, or has a parameter that is
// not known; the message never repeats the address, since it may hold a secret.
DatabaseUri parse_database_uri(std::string_view text);

// What reports and errors show: scheme, host, port, database and schemas; neither user nor
// parameters.
std::string shown_uri(const DatabaseUri& uri);

// A whole number of seconds from 1 to 604800; `otherwise` without the parameter. Error(usage).
std::uint64_t seconds_of(const DatabaseUri& uri, const std::string& parameter,
                         std::uint64_t otherwise);

}  // namespace aval
