#include "audit/table/postgres_session.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <libpq-fe.h>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/number_text.h"

namespace aval {

namespace {

constexpr std::uint64_t kConnectSeconds = 10;
constexpr std::uint64_t kStatementSeconds = 3600;  // for one table
constexpr int kFirstVersion = 100000;              // 10: partitions are told apart
constexpr std::size_t kMostWords = 300;            // of a message of the server

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string sqlstate_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? "" : state;
}

// The code of ReadStats for an error of the server. Its own message may quote a value: it is never
// shown.
std::string code_of(const std::string& sqlstate) {
  if (sqlstate == "42501")
    return "table_refused";
  if (sqlstate == "57014")
    return "query_stopped";
  if (sqlstate == "55P03" || sqlstate == "40P01")
    return "table_locked";
  return "query_failed";
}

// Nothing of what a server says in passing is shown.
void ignore_notice(void*, const PGresult*) {}

struct Settings {
  std::vector<std::string> names;
  std::vector<std::string> values;

  void add(const std::string& name, const std::string& value) {
    names.push_back(name);
    values.push_back(value);
  }
};

Settings settings_of(const DatabaseUri& uri) {
  Settings settings;
  const bool has_service = uri.parameters.count("service") > 0;
  const auto add_given = [&](const std::string& name, const std::string& value,
                             const std::string& otherwise) {
    if (!value.empty())
      settings.add(name, value);
    else if (!has_service && !otherwise.empty())
      settings.add(name, otherwise);
  };
  // What is not said is fixed here: PGHOST must not turn an address into another.
  if (uri.parameters.count("host") == 0)
    add_given("host", uri.host, "/var/run/postgresql");
  if (uri.parameters.count("port") == 0)
    add_given("port", uri.port == 0 ? "" : std::to_string(uri.port), "5432");
  add_given("dbname", uri.database, "");
  add_given("user", uri.user, "");
  for (const auto& [name, value] : uri.parameters)
    if (name != "statement_timeout" && name != "connect_timeout" && name != "foreign_tables")
      settings.add(name, value);
  settings.add("connect_timeout",
               std::to_string(seconds_of(uri, "connect_timeout", kConnectSeconds)));
  settings.add("application_name", "aval");
  settings.add("client_encoding", "UTF8");
  settings.add("keepalives_idle", "30");
  settings.add("keepalives_interval", "10");
  settings.add("keepalives_count", "3");
  settings.add("tcp_user_timeout", "60000");
  return settings;
}

std::string one_line(const char* message) {
  std::string text = to_valid_utf8(message == nullptr ? "" : message);
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ')
    text.pop_back();
  if (text.size() > kMostWords)
    text = to_valid_utf8(text.substr(0, kMostWords)) + "...";
  return text;
}

[[noreturn]] void refuse_connection(PGconn* connection, const std::string& place) {
  if (connection != nullptr && PQconnectionNeedsPassword(connection) != 0)
    throw Error(ErrorKind::input, place,
                Text{"le serveur demande un mot de passe et aucun n'est donné : placez-le dans "
                     "~/.pgpass ou PGPASSFILE (droits 0600), ou dans un service "
                     "(?service=NOM, pg_service.conf)",
                     "the server asks for a password and none is given: put it in ~/.pgpass or "
                     "PGPASSFILE (mode 0600), or in a service (?service=NAME, pg_service.conf)"});
  if (connection != nullptr && PQconnectionUsedPassword(connection) != 0)
    throw Error(ErrorKind::input, place,
                Text{"connexion refusée avec le mot de passe trouvé (~/.pgpass, PGPASSFILE, "
                     "service ou environnement) : vérifiez le compte et le mot de passe",
                     "connection refused with the password that was found (~/.pgpass, PGPASSFILE, "
                     "service or environment): check the account and the password"});
  throw Error(ErrorKind::input, place,
              format_text({"connexion impossible : {0}", "could not connect: {0}"},
                          {one_line(connection == nullptr ? "" : PQerrorMessage(connection))}));
}

}  // namespace

struct PostgresSession::State {
  PGconn* connection = nullptr;
  char* line = nullptr;
  bool is_copying = false;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    PQfreemem(line);
    PQfinish(connection);
  }
  Result execute(const std::string& sql) {
    return Result(PQexec(connection, sql.c_str()), &PQclear);
  }
};

PostgresSession::PostgresSession(const DatabaseUri& uri)
    : state_(std::make_unique<State>()), place_(shown_uri(uri)) {
  if (uri.database.empty() && uri.parameters.count("service") == 0)
    throw Error(ErrorKind::usage, place_,
                Text{"nommez la base : postgresql://serveur/base (ou ?service=NOM)",
                     "name the database: postgresql://server/database (or ?service=NAME)"});
  const Settings settings = settings_of(uri);
  std::vector<const char*> names, values;
  for (std::size_t index = 0; index < settings.names.size(); ++index) {
    names.push_back(settings.names[index].c_str());
    values.push_back(settings.values[index].c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  state_->connection = PQconnectdbParams(names.data(), values.data(), 0);
  if (state_->connection == nullptr || PQstatus(state_->connection) != CONNECTION_OK)
    refuse_connection(state_->connection, place_);
  PQsetNoticeReceiver(state_->connection, ignore_notice, nullptr);
  DatabaseUri shown = uri;
  shown.host = PQhost(state_->connection);
  shown.database = database_ = PQdb(state_->connection);
  const auto port = parse_count(PQport(state_->connection));
  shown.port = static_cast<std::uint16_t>(port.value_or(0));
  place_ = shown_uri(shown);
  begin(uri);
}

PostgresSession::~PostgresSession() = default;

// Settings are those of this transaction alone: behind a connection pool, others keep theirs.
void PostgresSession::begin(const DatabaseUri& uri) {
  if (PQserverVersion(state_->connection) < kFirstVersion)
    throw Error(ErrorKind::input, place_,
                Text{"serveur trop ancien : PostgreSQL 10 ou plus récent est lu",
                     "server too old: PostgreSQL 10 or later is read"});
  run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const std::uint64_t seconds = seconds_of(uri, "statement_timeout", kStatementSeconds);
  // The same rows in the same order and spelling each time: no shared or parallel walk through a
  // table, no setting of the account. Rows that a policy would hide make the table refused, never
  // shorter in silence.
  const std::array<std::string, 16> settings = {
      "statement_timeout = '" + std::to_string(seconds) + "s'",
      "lock_timeout = '3s'",
      "idle_in_transaction_session_timeout = '1h'",
      "search_path = ''",
      "datestyle = 'ISO, YMD'",
      "intervalstyle = 'iso_8601'",
      "timezone = 'UTC'",
      "client_encoding = 'UTF8'",
      "extra_float_digits = 1",
      "lc_monetary = 'C'",
      "bytea_output = 'hex'",
      "xmloption = 'content'",
      "row_security = off",
      "synchronize_seqscans = off",
      "max_parallel_workers_per_gather = 0",
      "default_transaction_read_only = on"};
  for (const std::string& setting : settings)
    run("SET LOCAL " + setting);
}

void PostgresSession::require_alive() const {
  if (PQstatus(state_->connection) == CONNECTION_OK)
    return;
  throw Error(ErrorKind::input, place_,
              Text{"la connexion au serveur s'est coupée pendant la lecture : rien n'est rendu ; "
                   "recommencez quand il répond",
                   "the connection to the server was cut while reading: nothing is reported; try "
                   "again when it answers"});
}

void PostgresSession::run(const std::string& sql) {
  const Result result = state_->execute(sql);
  require_alive();
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
    throw Error(ErrorKind::input, place_,
                format_text({"le serveur a refusé une commande de lecture (SQLSTATE {0})",
                             "the server refused a command for reading (SQLSTATE {0})"},
                            {sqlstate_of(result.get())}));
}

namespace {

TextRows rows_of(const PGresult* result) {
  TextRows rows(static_cast<std::size_t>(PQntuples(result)));
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (int column = 0; column < PQnfields(result); ++column)
      rows[row].emplace_back(
          PQgetvalue(result, static_cast<int>(row), column),
          static_cast<std::size_t>(PQgetlength(result, static_cast<int>(row), column)));
  return rows;
}

}  // namespace

TextRows PostgresSession::query(const std::string& sql, const std::vector<std::string>& arguments) {
  std::vector<const char*> values;
  values.reserve(arguments.size());
  for (const std::string& argument : arguments)
    values.push_back(argument.c_str());
  const Result result(PQexecParams(state_->connection, sql.c_str(), static_cast<int>(values.size()),
                                   nullptr, values.data(), nullptr, nullptr, 0),
                      &PQclear);
  require_alive();
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK)
    throw Error(ErrorKind::input, place_,
                format_text({"le catalogue de la base n'a pas pu être lu (SQLSTATE {0})",
                             "the catalogue of the database could not be read (SQLSTATE {0})"},
                            {sqlstate_of(result.get())}));
  return rows_of(result.get());
}

// The transaction as it was before the command that failed.
std::string PostgresSession::roll_back(const std::string& code) {
  run("ROLLBACK TO SAVEPOINT aval");
  run("RELEASE SAVEPOINT aval");
  return code;
}

std::optional<TextRows> PostgresSession::try_query(const std::string& sql, std::string& failure) {
  run("SAVEPOINT aval");
  const Result result = state_->execute(sql);
  require_alive();
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
    failure = roll_back(code_of(sqlstate_of(result.get())));
    return std::nullopt;
  }
  run("RELEASE SAVEPOINT aval");
  return rows_of(result.get());
}

bool PostgresSession::start_copy(const std::string& query, std::string& failure) {
  if (state_->is_copying)
    throw Error(ErrorKind::internal, place_,
                Text{"deux tables d'un serveur lues à la fois", "two tables of a server at once"});
  run("SAVEPOINT aval");
  const Result result = state_->execute("COPY (" + query + ") TO STDOUT");
  require_alive();
  state_->is_copying = PQresultStatus(result.get()) == PGRES_COPY_OUT;
  if (!state_->is_copying)
    failure = roll_back(code_of(sqlstate_of(result.get())));
  return state_->is_copying;
}

std::optional<std::string_view> PostgresSession::next_line(std::string& failure) {
  PQfreemem(std::exchange(state_->line, nullptr));
  const int length = PQgetCopyData(state_->connection, &state_->line, 0);
  if (length > 0)
    return std::string_view(state_->line, static_cast<std::size_t>(length));
  state_->is_copying = false;
  std::string sqlstate;
  while (const Result result{PQgetResult(state_->connection), &PQclear})
    if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR)
      sqlstate = sqlstate_of(result.get());
  require_alive();
  if (length == -2 || !sqlstate.empty())
    failure = roll_back(code_of(sqlstate));
  else
    run("RELEASE SAVEPOINT aval");
  return std::nullopt;
}

void PostgresSession::stop_copy() noexcept {
  if (!state_->is_copying)
    return;
  std::array<char, 256> message{};
  PGcancel* cancel = PQgetCancel(state_->connection);
  if (cancel != nullptr)
    PQcancel(cancel, message.data(), static_cast<int>(message.size()));
  PQfreeCancel(cancel);
  try {
    std::string failure;
    while (next_line(failure)) {
    }
  } catch (...) {  // the connection is lost: the next command says so
  }
  state_->is_copying = false;
}

std::string PostgresSession::quoted(const std::string& identifier) const {
  char* text = PQescapeIdentifier(state_->connection, identifier.data(), identifier.size());
  if (text == nullptr)
    throw Error(ErrorKind::input, place_,
                Text{"un nom de table ou de colonne est illisible",
                     "a name of a table or column cannot be read"});
  std::string quoted(text);
  PQfreemem(text);
  return quoted;
}

}  // namespace aval
