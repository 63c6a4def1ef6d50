// Addresses of databases, and the text format of COPY. The lines are those that a PostgreSQL 15
// server sends.
#include "audit/table/database_uri.h"

#include "audit/base/error.h"
#include "audit/table/copy_text.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string fields_of(std::string_view line) {
  std::string storage, out;
  const std::size_t fields =
      read_copy_line(line, storage, [&](std::size_t column, std::string_view value) {
        out += (column > 0 ? "|" : "") +
               (value.data() == nullptr ? std::string("<null>") : std::string(value));
      });
  return std::to_string(fields) + " " + out;
}

// What the error says, place included; "" when there is none.
std::string refusal_of(std::string_view uri) {
  try {
    parse_database_uri(uri);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.place() + " " + error.message().en + " " + error.message().fr;
  }
  return "";
}

}  // namespace

TEST_CASE("a line of COPY is cut at its tabs, NULL apart from empty", "[table][copy]") {
  CHECK(fields_of("1\tDurand\t\\N\t\n") == "4 1|Durand|<null>|");
  CHECK(fields_of("\\N\n") == "1 <null>");
  CHECK(fields_of("\n") == "1 ");
  CHECK(fields_of("") == "1 ");
  CHECK(fields_of("\t\t") == "3 ||");
  CHECK(fields_of("\\.\n") == "0 ");
}

TEST_CASE("the escapes of COPY are undone", "[table][copy]") {
  CHECK(fields_of("a\\tb\\nc\\rd\\be\\ff\\vg\n") == "1 a\tb\nc\rd\be\ff\vg");
  CHECK(fields_of("C:\\\\nuit\t\\\\N\n") == "2 C:\\nuit|\\N");
  CHECK(fields_of("\\101\\x41\\x4a-\\x4\\q\n") == "1 AAJ-\x04q");
  CHECK(fields_of("\\303\\251\n") == "1 é");
  CHECK(fields_of("fin\\") == "1 fin\\");
  CHECK(fields_of("\\xg\n") == "1 xg");
}

TEST_CASE("an address of a database is taken apart", "[table][uri]") {
  CHECK(is_database_uri("postgres://a/b"));
  CHECK(is_database_uri("mariadb://a/b"));
  CHECK_FALSE(is_database_uri("postgresql:b"));
  CHECK_FALSE(is_database_uri("dossier/postgresql://a"));
  const DatabaseUri uri = parse_database_uri(
      "postgresql://jean%40mairie@db.example:5433/%C3%A9tat%20civil?schema=b,a&schema=a&sslmode="
      "verify-full");
  CHECK(uri.kind == DatabaseKind::postgresql);
  CHECK(uri.user == "jean@mairie");
  CHECK(uri.host == "db.example");
  CHECK(uri.port == 5433);
  CHECK(uri.database == "état civil");
  CHECK(uri.schemas == std::vector<std::string>{"a", "b"});
  CHECK(uri.parameters.at("sslmode") == "verify-full");
  CHECK(shown_uri(uri) == "postgresql://db.example:5433/état%20civil?schema=a,b");
}

TEST_CASE("sockets, IPv6 addresses and what is left out", "[table][uri]") {
  CHECK(parse_database_uri("postgresql://%2Frun%2Fpg/b").host == "/run/pg");
  CHECK(parse_database_uri("postgresql://%2Frun%2Fpg:77/b").port == 77);
  CHECK(parse_database_uri("mysql://u@[::1]:3307/b").host == "::1");
  CHECK(shown_uri(parse_database_uri("mysql://u@[::1]:3307/b")) == "mysql://[::1]:3307/b");
  CHECK(parse_database_uri("postgresql:///b").host.empty());
  CHECK(parse_database_uri("mysql://h").database.empty());
  CHECK(parse_database_uri("mysql://h/?socket=/run/s").parameters.at("socket") == "/run/s");
}

TEST_CASE("a password in an address is refused and never repeated", "[table][uri]") {
  for (const char* const uri :
       {"postgresql://jean:s3cret@h/b", "postgresql://jean:s3cret/s3cret@h/b",
        "postgresql://jean:s3cret?s3cret@h/b", "postgresql://jean:s3cret@s3cret@h/b",
        "postgresql://jean:s3cret#@h/b", "mysql://:s3cret@h/b", "mysql://jean:s3cret@/b",
        "postgresql://h/b?password=s3cret", "postgresql://h/b?sslpassword=s3cret",
        "postgresql://h/b?pass%77ord=s3cret", "mysql://h/b?pwd=s3cret", "mysql://jean:@h/b"}) {
    CAPTURE(uri);
    const std::string refusal = refusal_of(uri);
    CHECK(refusal.find("password is refused") != std::string::npos);
    CHECK(refusal.find("s3cret") == std::string::npos);
  }
}

TEST_CASE("a malformed address is refused without being repeated", "[table][uri]") {
  for (const char* const uri :
       {"postgresql://h:s3cret/b", "postgresql://h:0/b", "postgresql://h:99999/b",
        "postgresql://h/b/s3cret", "postgresql://h/%zzs3cret", "postgresql://h/b%00s3cret",
        "postgresql://h/b?s3cret", "postgresql://h/b?s3cret=1", "postgresql://[::1/s3cret",
        "postgresql://h/b?options=-c%20s3cret", "postgresql://a,s3cret/b",
        "mysql://h/b?sslmode=s3cret", "postgresql://h/b?host="}) {
    CAPTURE(uri);
    const std::string refusal = refusal_of(uri);
    CHECK_FALSE(refusal.empty());
    CHECK(refusal.find("s3cret") == std::string::npos);
  }
}

TEST_CASE("time limits are whole seconds", "[table][uri]") {
  const auto seconds = [](const std::string& text) {
    return seconds_of(parse_database_uri("mysql://h/b?connect_timeout=" + text), "connect_timeout",
                      7);
  };
  CHECK(seconds("5") == 5);
  CHECK(seconds_of(parse_database_uri("mysql://h/b"), "connect_timeout", 7) == 7);
  for (const char* const text : {"0", "-1", "1.5", "x", "604801"})
    CHECK_THROWS_AS(seconds(text), Error);
}
