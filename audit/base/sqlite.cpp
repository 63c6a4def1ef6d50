#include "audit/base/sqlite.h"

#include <algorithm>

#include <sqlite3.h>

#include "audit/base/error.h"
#include "audit/base/file.h"

namespace aval {
namespace {

Text reason_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"la base est occupée par une autre commande ; réessayez dans un instant",
              "the database is busy with another command; try again in a moment"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {"pas le droit d'écrire dans cette base", "no right to write to this database"};
    case SQLITE_CANTOPEN:
      return {"impossible d'ouvrir cette base ; vérifiez le chemin et vos droits",
              "this database cannot be opened; check the path and your rights"};
    case SQLITE_IOERR:
      return {"le disque a refusé de lire ou d'écrire cette base ; rien n'a été enregistré",
              "the disk refused to read or write this database; nothing was recorded"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {"ce fichier n'est pas une base aval ou il est abîmé ; restaurez une sauvegarde",
              "this file is no aval database or it is damaged; restore a backup"};
    case SQLITE_FULL:
      return {"disque plein ; rien n'a été enregistré", "disk full; nothing was recorded"};
    case SQLITE_CONSTRAINT:
      return {"enregistrement refusé : il contredit ce que la base contient déjà",
              "record refused: it contradicts what the database already holds"};
    default:
      return {"erreur de la base (code " + std::to_string(code) + ")",
              "database error (code " + std::to_string(code) + ")"};
  }
}

// Of a database that is a source of data.
Text foreign_reason_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {"base SQLite abîmée ou chiffrée ; demandez-en une copie saine et en clair",
              "SQLite database that is damaged or encrypted; ask for a sound copy in clear"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR:
      return {
          "cette base SQLite ne peut pas être lue ; vérifiez le chemin, vos droits et le disque",
          "this SQLite database cannot be read; check the path, your rights and the disk"};
    case SQLITE_TOOBIG:
      return {"une valeur de cette base SQLite dépasse les limites",
              "a value of this SQLite database passes the limits"};
    default:
      return {"cette base SQLite ne peut pas être lue (code " + std::to_string(code) + ")",
              "this SQLite database cannot be read (code " + std::to_string(code) + ")"};
  }
}

constexpr int kWatchedOperations = 4096;  // between two looks at the work done
constexpr std::uint64_t kLeastValueBytes = 1048576;
constexpr std::uint64_t kMostValueBytes = 1000000000;  // SQLite's own limit

// A file name for SQLite with every character that means something in an address escaped.
std::string immutable_uri(const std::string& path) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = path.substr(0, 1) == "/" ? "file://" : "file:";
  for (const char character : path) {
    const auto byte = static_cast<unsigned char>(character);
    if (kPlain.find(character) != std::string_view::npos) {
      uri += character;
    } else {
      uri += '%';
      uri += kDigits[byte >> 4U];
      uri += kDigits[byte & 15U];
    }
  }
  return uri + "?mode=ro&immutable=1";
}

int flags_of(OpenMode mode) {
  switch (mode) {
    case OpenMode::read_only:
      return SQLITE_OPEN_READONLY;
    case OpenMode::read_write:
      return SQLITE_OPEN_READWRITE;
    case OpenMode::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case OpenMode::foreign:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  }
  return SQLITE_OPEN_READONLY;
}

}  // namespace

Database::Database(const std::string& path, OpenMode mode) : path_(path), mode_(mode) {
  if (kind_of_file(path) == FileKind::folder)
    throw Error(ErrorKind::store, path,
                {"c'est un dossier, qui ne peut pas être ouvert comme une base ; nommez un fichier",
                 "this is a folder and cannot be opened as a database; name a file"});
  const std::string name = mode == OpenMode::foreign ? immutable_uri(path) : path;
  const int code =
      sqlite3_open_v2(name.c_str(), &handle_, flags_of(mode) | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close(handle_);
    fail(code);
  }
  try {
    configure();
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

void Database::configure() {
  sqlite3_busy_timeout(handle_, 10000);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  if (mode_ == OpenMode::foreign) {
    configure_foreign();
    return;
  }
  execute("PRAGMA foreign_keys=ON");
  if (mode_ != OpenMode::read_only)
    execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
}

// What SQLite advises for databases that may be hostile (sqlite.org/security.html).
void Database::configure_foreign() {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle_, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit(handle_, SQLITE_LIMIT_COMPOUND_SELECT, 200);
  sqlite3_limit(handle_, SQLITE_LIMIT_VDBE_OP, 1000000);
  sqlite3_limit(handle_, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  sqlite3_limit(handle_, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
  sqlite3_limit(handle_, SQLITE_LIMIT_WORKER_THREADS, 0);
  limit_value_bytes(
      static_cast<int>(std::clamp(file_size(path_), kLeastValueBytes, kMostValueBytes)));
  sqlite3_progress_handler(handle_, kWatchedOperations, &Database::watch_work, this);
  execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0");
}

void Database::limit_work(const WorkLimit& limit) {
  limit_ = limit;
  operations_done_ = 0;
  exceeded_ = false;
  started_ = std::chrono::steady_clock::now();
}

void Database::limit_value_bytes(int bytes) {
  sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, bytes);
}

int Database::watch_work(void* database) {
  Database& self = *static_cast<Database*>(database);
  self.operations_done_ += kWatchedOperations;
  const bool is_limited = self.limit_.operations > 0;
  self.exceeded_ =
      is_limited && (self.operations_done_ > self.limit_.operations ||
                     std::chrono::steady_clock::now() - self.started_ > self.limit_.time);
  return self.exceeded_ ? 1 : 0;
}

void Database::fail(int code) const {
  if (mode_ == OpenMode::foreign)
    throw Error(ErrorKind::input, path_, foreign_reason_of(code));
  throw Error(ErrorKind::store, path_, reason_of(code));
}

Database::~Database() {
  sqlite3_close(handle_);
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK)
    fail(code);
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_);
}

int Database::user_version() {
  Statement statement(*this, "PRAGMA user_version");
  statement.step();
  return static_cast<int>(statement.integer(0));
}

void Database::copy_from(const Database& source) {
  sqlite3_backup* copying = sqlite3_backup_init(handle_, "main", source.handle_, "main");
  if (copying == nullptr)
    fail(sqlite3_errcode(handle_));
  const int stepped = sqlite3_backup_step(copying, -1);
  const int finished = sqlite3_backup_finish(copying);
  if (stepped != SQLITE_DONE)
    fail(stepped);
  if (finished != SQLITE_OK)
    fail(finished);
}

void Database::set_user_version(int version) {
  execute("PRAGMA user_version=" + std::to_string(version));
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  const int code = sqlite3_prepare_v2(database.handle_, sql.data(), static_cast<int>(sql.size()),
                                      &handle_, nullptr);
  if (code != SQLITE_OK)
    database.fail(code);
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement& Statement::bind(int index, std::string_view value) {
  const char* data = value.data() != nullptr ? value.data() : "";
  // SQLITE_TRANSIENT, without its old-style cast.
  // NOLINTNEXTLINE(performance-no-int-to-ptr): a constant of SQLite
  const auto destructor = reinterpret_cast<sqlite3_destructor_type>(-1);
  if (const int code =
          sqlite3_bind_text64(handle_, index, data, value.size(), destructor, SQLITE_UTF8);
      code != SQLITE_OK)
    database_.fail(code);
  return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(handle_, index, value); code != SQLITE_OK)
    database_.fail(code);
  return *this;
}

Statement& Statement::bind(int index, double value) {
  if (const int code = sqlite3_bind_double(handle_, index, value); code != SQLITE_OK)
    database_.fail(code);
  return *this;
}

Statement& Statement::bind_null(int index) {
  if (const int code = sqlite3_bind_null(handle_, index); code != SQLITE_OK)
    database_.fail(code);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW)
    return true;
  if (code != SQLITE_DONE)
    database_.fail(code);
  return false;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::string Statement::text(int column) const {
  const unsigned char* value = sqlite3_column_text(handle_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  return value == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(value), size);
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(handle_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

ValueKind Statement::kind(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_INTEGER:
      return ValueKind::integer;
    case SQLITE_FLOAT:
      return ValueKind::real;
    case SQLITE_TEXT:
      return ValueKind::text;
    case SQLITE_BLOB:
      return ValueKind::blob;
    default:
      return ValueKind::null;
  }
}

std::string_view Statement::text_view(int column) const {
  // Bytes stay as they are, whatever the encoding of the database's texts.
  if (sqlite3_column_type(handle_, column) == SQLITE_BLOB) {
    const void* bytes = sqlite3_column_blob(handle_, column);
    const auto count = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
    return bytes == nullptr ? std::string_view("")
                            : std::string_view(static_cast<const char*>(bytes), count);
  }
  const unsigned char* value = sqlite3_column_text(handle_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  return value == nullptr ? std::string_view("")
                          : std::string_view(reinterpret_cast<const char*>(value), size);
}

int Statement::column_count() const {
  return sqlite3_column_count(handle_);
}

std::string Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(handle_, column);
  return name == nullptr ? "" : name;
}

std::string Statement::declared_type(int column) const {
  const char* type = sqlite3_column_decltype(handle_, column);
  return type == nullptr ? "" : type;
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_)
    return;
  try {
    database_.execute("ROLLBACK");
  } catch (...) {
    // A rollback that fails (the disk is gone) leaves SQLite to undo the transaction at the next
    // opening.
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace aval
