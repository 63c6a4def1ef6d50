#include "audit/base/sqlite.h"

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

[[noreturn]] void fail(const std::string& path, int code) {
  throw Error(ErrorKind::store, path, reason_of(code));
}

int flags_of(OpenMode mode) {
  switch (mode) {
    case OpenMode::read_only:
      return SQLITE_OPEN_READONLY;
    case OpenMode::read_write:
      return SQLITE_OPEN_READWRITE;
    case OpenMode::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  return SQLITE_OPEN_READONLY;
}

}  // namespace

Database::Database(const std::string& path, OpenMode mode) : path_(path) {
  if (kind_of_file(path) == FileKind::folder)
    throw Error(ErrorKind::store, path,
                {"c'est un dossier, qui ne peut pas être ouvert comme une base ; nommez un fichier",
                 "this is a folder and cannot be opened as a database; name a file"});
  const int code =
      sqlite3_open_v2(path.c_str(), &handle_, flags_of(mode) | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close(handle_);
    fail(path, code);
  }
  try {
    sqlite3_busy_timeout(handle_, 10000);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    execute("PRAGMA foreign_keys=ON");
    if (mode != OpenMode::read_only)
      execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() {
  sqlite3_close(handle_);
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK)
    fail(path_, code);
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

void Database::set_user_version(int version) {
  execute("PRAGMA user_version=" + std::to_string(version));
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  const int code = sqlite3_prepare_v2(database.handle_, sql.data(), static_cast<int>(sql.size()),
                                      &handle_, nullptr);
  if (code != SQLITE_OK)
    fail(database.path_, code);
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement& Statement::bind(int index, std::string_view value) {
  const char* data = value.data() != nullptr ? value.data() : "";
  const auto destructor = reinterpret_cast<sqlite3_destructor_type>(
      -1);  // SQLITE_TRANSIENT, without its old-style cast
  if (const int code =
          sqlite3_bind_text64(handle_, index, data, value.size(), destructor, SQLITE_UTF8);
      code != SQLITE_OK)
    fail(database_.path_, code);
  return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(handle_, index, value); code != SQLITE_OK)
    fail(database_.path_, code);
  return *this;
}

Statement& Statement::bind(int index, double value) {
  if (const int code = sqlite3_bind_double(handle_, index, value); code != SQLITE_OK)
    fail(database_.path_, code);
  return *this;
}

Statement& Statement::bind_null(int index) {
  if (const int code = sqlite3_bind_null(handle_, index); code != SQLITE_OK)
    fail(database_.path_, code);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW)
    return true;
  if (code != SQLITE_DONE)
    fail(database_.path_, code);
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
