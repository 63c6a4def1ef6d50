#include "audit/table/mysql_session.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {

namespace {

constexpr std::uint64_t kConnectSeconds = 10;
constexpr std::uint64_t kStatementSeconds = 3600;  // for one table
constexpr unsigned kPatienceSeconds =
    3600;                                // that the server waits for a slow reader, and we for it
constexpr std::size_t kMostWords = 300;  // of a message of the server
constexpr unsigned kMaxExecutionTime = 3024;  // ER_QUERY_TIMEOUT of MySQL
constexpr unsigned kConnectionKilled = 1927;  // ER_CONNECTION_KILLED of MariaDB

using Result = std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)>;

std::string parameter_of(const DatabaseUri& uri, const std::string& name) {
  const auto found = uri.parameters.find(name);
  return found == uri.parameters.end() ? "" : found->second;
}

void set_option(MYSQL* connection, mysql_option option, const std::string& value) {
  if (!value.empty())
    mysql_options(connection, option, value.c_str());
}

// A server may ask its client for any file: this one gives none, whatever an option file says.
int refuse_file(void** handle, const char*, void*) {
  *handle = nullptr;
  return 1;
}
int read_nothing(void*, char*, unsigned) {
  return -1;
}
void end_nothing(void*) {}
int say_refused(void*, char* message, unsigned size) {
  if (size > 0)
    message[0] = '\0';
  return CR_UNKNOWN_ERROR;
}

void set_options(MYSQL* connection, const DatabaseUri& uri) {
  const auto connect = static_cast<unsigned>(seconds_of(uri, "connect_timeout", kConnectSeconds));
  const unsigned patience = kPatienceSeconds;
  mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
  mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &patience);
  mysql_options(connection, MYSQL_OPT_WRITE_TIMEOUT, &patience);
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  const unsigned no_files = 0;
  mysql_options(connection, MYSQL_OPT_LOCAL_INFILE, &no_files);
  mysql_set_local_infile_handler(connection, refuse_file, read_nothing, end_nothing, say_refused,
                                 nullptr);
  const std::string group = parameter_of(uri, "group");
  set_option(connection, MYSQL_READ_DEFAULT_FILE, parameter_of(uri, "defaults_file"));
  mysql_options(connection, MYSQL_READ_DEFAULT_GROUP, group.empty() ? "aval" : group.c_str());
  // A server in disguise must not be sent the password as it is.
  mysql_options(connection, MARIADB_OPT_RESTRICTED_AUTH,
                "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,"
                "auth_gssapi_client");
  set_option(connection, MYSQL_OPT_SSL_CA, parameter_of(uri, "ssl_ca"));
  const my_bool yes = 1;
  if (parameter_of(uri, "tls") == "require" || parameter_of(uri, "tls_verify") == "yes")
    mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &yes);
  if (parameter_of(uri, "tls_verify") == "yes")
    mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
}

bool connect(MYSQL* connection, const DatabaseUri& uri) {
  set_options(connection, uri);
  const std::string socket = parameter_of(uri, "socket");
  const auto or_null = [](const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
  };
  const bool has_group = uri.parameters.count("group") > 0;
  // What is not said is this machine, unless a group of an option file is named for it.
  const std::string host = uri.host.empty() && !has_group ? "localhost" : uri.host;
  return mysql_real_connect(connection, or_null(host), or_null(uri.user), nullptr,
                            or_null(uri.database), uri.port, or_null(socket), 0) != nullptr;
}

std::string one_line(const std::string& message) {
  std::string text = to_valid_utf8(message);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.size() > kMostWords ? to_valid_utf8(text.substr(0, kMostWords)) + "..." : text;
}

[[noreturn]] void refuse_connection(MYSQL* connection, const std::string& place) {
  if (mysql_errno(connection) == ER_ACCESS_DENIED_ERROR)
    throw Error(ErrorKind::input, place,
                Text{"connexion refusée : compte ou mot de passe ; le mot de passe se lit dans "
                     "~/.my.cnf (groupe [aval] ou [client], droits 0600), ?defaults_file=FICHIER "
                     "ou MYSQL_PWD",
                     "connection refused: account or password; the password is read from ~/.my.cnf "
                     "(group [aval] or [client], mode 0600), ?defaults_file=FILE or MYSQL_PWD"});
  throw Error(ErrorKind::input, place,
              format_text({"connexion impossible : {0}", "could not connect: {0}"},
                          {one_line(mysql_error(connection))}));
}

bool is_lost(unsigned code) {
  constexpr std::array<unsigned, 6> kLost = {CR_SERVER_GONE_ERROR,    CR_SERVER_LOST,
                                             ER_SERVER_SHUTDOWN,      kConnectionKilled,
                                             CR_SERVER_LOST_EXTENDED, ER_NET_READ_INTERRUPTED};
  return std::find(kLost.begin(), kLost.end(), code) != kLost.end();
}

// The code of ReadStats for an error of the server. Its own message may quote a value: it is never
// shown.
std::string code_of(unsigned code) {
  switch (code) {
    case ER_TABLEACCESS_DENIED_ERROR:
    case ER_COLUMNACCESS_DENIED_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
    case ER_SPECIFIC_ACCESS_DENIED_ERROR:
    case ER_PROCACCESS_DENIED_ERROR:
      return "table_refused";
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_LOCK_DEADLOCK:
      return "table_locked";
    case ER_STATEMENT_TIMEOUT:
    case ER_QUERY_INTERRUPTED:
    case kMaxExecutionTime:
      return "query_stopped";
    default:
      return "query_failed";
  }
}

[[noreturn]] void tell_lost(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"la connexion au serveur s'est coupée pendant la lecture : rien n'est rendu ; "
                   "recommencez quand il répond",
                   "the connection to the server was cut while reading: nothing is reported; try "
                   "again when it answers"});
}

// The library sets itself up once a process.
void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { mysql_library_init(0, nullptr, nullptr); });
}

}  // namespace

struct MysqlSession::State {
  MYSQL* connection = nullptr;
  MYSQL_RES* result = nullptr;
  RowCells cells;

  State() : connection(mysql_init(nullptr)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    // A result that is left unread would be read to its end: the connection is closed instead.
    if (connection != nullptr)
      mysql_close(connection);
    if (result != nullptr)
      mysql_free_result(result);
  }
};

MysqlSession::MysqlSession(const DatabaseUri& uri) : uri_(uri), place_(shown_uri(uri)) {
  start_library();
  state_ = std::make_unique<State>();
  if (state_->connection == nullptr)
    throw Error(ErrorKind::internal, place_, Text{"mémoire insuffisante", "out of memory"});
  if (!connect(state_->connection, uri_))
    refuse_connection(state_->connection, place_);
  begin();
}

MysqlSession::~MysqlSession() {
  stop();
}

// The same spelling each time, and a server patient with a reader that computes.
void MysqlSession::begin() {
  const bool is_mariadb = mariadb_connection(state_->connection) != 0;
  const std::uint64_t seconds = seconds_of(uri_, "statement_timeout", kStatementSeconds);
  const std::string patience = std::to_string(kPatienceSeconds);
  const std::array<std::string, 9> commands = {
      "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
      "SET SESSION TRANSACTION READ ONLY",
      "SET SESSION time_zone = '+00:00'",
      "SET SESSION sql_mode = ''",
      "SET SESSION lock_wait_timeout = 3, innodb_lock_wait_timeout = 3",
      "SET SESSION net_write_timeout = " + patience + ", net_read_timeout = " + patience,
      "SET SESSION wait_timeout = " + patience,
      is_mariadb ? "SET SESSION max_statement_time = " + std::to_string(seconds)
                 : "SET SESSION max_execution_time = " + std::to_string(seconds * 1000),
      "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"};
  for (const std::string& command : commands)
    run(command);
}

std::string MysqlSession::failure_code() const {
  const unsigned code = mysql_errno(state_->connection);
  if (is_lost(code))
    tell_lost(place_);
  return code_of(code);
}

void MysqlSession::run(const std::string& sql) {
  if (mysql_real_query(state_->connection, sql.data(), sql.size()) == 0)
    return;
  const std::string code = std::to_string(mysql_errno(state_->connection));
  failure_code();
  throw Error(ErrorKind::input, place_,
              format_text({"le serveur a refusé une commande de lecture (erreur {0})",
                           "the server refused a command for reading (error {0})"},
                          {code}));
}

std::optional<TextRows> MysqlSession::try_query(const std::string& sql, std::string& failure) {
  TextRows rows;
  if (!start(sql, failure))
    return std::nullopt;
  while (const RowCells* cells = next_row(failure)) {
    rows.emplace_back();
    for (const std::string_view cell : *cells)
      rows.back().emplace_back(cell.data() == nullptr ? std::string_view("") : cell);
  }
  return failure.empty() ? std::optional(std::move(rows)) : std::nullopt;
}

TextRows MysqlSession::query(const std::string& sql) {
  std::string failure;
  auto rows = try_query(sql, failure);
  if (!rows)
    throw Error(ErrorKind::input, place_,
                format_text({"le catalogue de la base n'a pas pu être lu (erreur {0})",
                             "the catalogue of the database could not be read (error {0})"},
                            {std::to_string(mysql_errno(state_->connection))}));
  return std::move(*rows);
}

bool MysqlSession::start(const std::string& sql, std::string& failure) {
  if (state_->result != nullptr)
    throw Error(ErrorKind::internal, place_,
                Text{"deux tables d'un serveur lues à la fois", "two tables of a server at once"});
  if (mysql_real_query(state_->connection, sql.data(), sql.size()) == 0)
    state_->result = mysql_use_result(state_->connection);
  if (state_->result == nullptr)
    failure = failure_code();
  return state_->result != nullptr;
}

const RowCells* MysqlSession::next_row(std::string& failure) {
  MYSQL_RES* result = state_->result;
  const MYSQL_ROW row = mysql_fetch_row(result);
  if (row == nullptr) {
    const bool has_failed = mysql_errno(state_->connection) != 0;
    if (has_failed)
      failure = failure_code();
    state_->result = nullptr;
    mysql_free_result(result);
    return nullptr;
  }
  const unsigned long* lengths = mysql_fetch_lengths(result);
  state_->cells.assign(mysql_num_fields(result), std::string_view());
  for (std::size_t column = 0; column < state_->cells.size(); ++column)
    if (row[column] != nullptr)
      state_->cells[column] = std::string_view(row[column], lengths[column]);
  return &state_->cells;
}

// The rest of a result must be read before anything else is asked: a second connection makes it
// short.
void MysqlSession::stop() noexcept {
  if (state_->result == nullptr)
    return;
  MYSQL* other = mysql_init(nullptr);
  try {
    if (other != nullptr && connect(other, uri_)) {
      const std::string kill = "KILL QUERY " + std::to_string(mysql_thread_id(state_->connection));
      mysql_real_query(other, kill.data(), kill.size());
    }
  } catch (...) {  // then the rest is read
  }
  if (other != nullptr)
    mysql_close(other);
  mysql_free_result(std::exchange(state_->result, nullptr));
}

std::string MysqlSession::quoted_text(const std::string& text) const {
  std::string out(text.size() * 2 + 1, '\0');
  out.resize(mysql_real_escape_string(state_->connection, out.data(), text.data(), text.size()));
  return "'" + out + "'";
}

std::string quoted_mysql_name(const std::string& name) {
  std::string text = "`";
  for (const char letter : name)
    text += letter == '`' ? std::string("``") : std::string(1, letter);
  return text + "`";
}

}  // namespace aval
