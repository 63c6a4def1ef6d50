// SQLite, RAII. Error(store) naming the database file on any failure, Error(input) for a database
// that is a source of data (OpenMode::foreign). One connection belongs to one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace aval {

// foreign: made by someone else and perhaps hostile. Read-only and immutable: no lock, no journal,
// no -wal or -shm file is made or read; defensive, no triggers, no attached database, values no
// longer than the file.
enum class OpenMode { read_only, read_write, create, foreign };

enum class ValueKind { null, integer, real, text, blob };

// What the statements of a foreign database may cost until the next call of limit_work.
struct WorkLimit {
  std::uint64_t operations = 0;  // of SQLite's virtual machine
  std::chrono::milliseconds time{0};
};

class Database {
 public:
  // foreign_keys=ON, busy_timeout 10 s, trusted_schema=OFF, journal_mode=WAL and synchronous=FULL
  // when writable (what is acknowledged survives a crash), extension loading off.
  Database(const std::string& path, OpenMode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& sql);  // no parameters: schema and pragmas only
  std::int64_t last_insert_id() const;
  std::int64_t changes() const;
  int user_version();
  void set_user_version(int version);
  // Replaces the whole content by that of `source`, or changes nothing.
  void copy_from(const Database& source);
  const std::string& path() const { return path_; }

  // A statement that passes the limit fails, and exceeded_work() says why.
  void limit_work(const WorkLimit& limit);
  bool exceeded_work() const { return exceeded_; }
  // The longest value or row that SQLite may build, in bytes.
  void limit_value_bytes(int bytes);
  std::uint64_t operations_done() const { return operations_done_; }

 private:
  friend class Statement;
  void configure();
  void configure_foreign();
  [[noreturn]] void fail(int code) const;
  static int watch_work(void* database);

  std::string path_;
  OpenMode mode_;
  sqlite3* handle_ = nullptr;
  WorkLimit limit_;
  std::chrono::steady_clock::time_point started_;
  std::uint64_t operations_done_ = 0;  // since limit_work
  bool exceeded_ = false;
};

class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters count from 1.
  Statement& bind(int index, std::string_view value);
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, double value);
  Statement& bind_null(int index);
  bool step();  // true while there is a row
  void run();   // step to the end and reset
  void reset();

  // Columns count from 0.
  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool is_null(int column) const;
  ValueKind kind(int column) const;
  std::string_view text_view(int column) const;  // until the next step; may hold NUL and bad UTF-8
  int column_count() const;
  std::string column_name(int column) const;
  std::string declared_type(int column) const;  // empty for an expression

 private:
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

// BEGIN IMMEDIATE; rolled back unless commit() was called.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace aval
