// A connection to MariaDB or MySQL in one read-only transaction. The only file pair that calls
// libmariadb.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/database_uri.h"

namespace aval {

// One answer: rows of cells as text, null ones empty.
using TextRows = std::vector<std::vector<std::string>>;

// A cell of a row that is being read; null when data() == nullptr.
using RowCells = std::vector<std::string_view>;

// Not thread-safe: one command at a time.
class MysqlSession {
 public:
  // Connects and opens the transaction. Passwords come from an option file (~/.my.cnf, group
  // [aval] or [client]) or MYSQL_PWD. Error(input) in words for the user.
  explicit MysqlSession(const DatabaseUri& uri);
  ~MysqlSession();
  MysqlSession(const MysqlSession&) = delete;
  MysqlSession& operator=(const MysqlSession&) = delete;

  const std::string& place() const { return place_; }

  // A query of the catalogue. Error(input) when it fails.
  TextRows query(const std::string& sql);
  // A query of data, which may be refused or stopped: then none, and `failure` says why by a code
  // of ReadStats.
  std::optional<TextRows> try_query(const std::string& sql, std::string& failure);

  // Starts a query whose rows come one by one; false when it is refused. One at a time:
  // Error(internal).
  bool start(const std::string& sql, std::string& failure);
  // The next row, valid until the next call; null at the end, with `failure` set when it came too
  // early. Error(input) when the server is gone.
  const RowCells* next_row(std::string& failure);
  // Ends a query that is not read to its end. Never throws.
  void stop() noexcept;

  // A text as SQL writes it, in single quotes.
  std::string quoted_text(const std::string& text) const;

 private:
  struct State;
  void begin();
  void run(const std::string& sql);
  std::string failure_code() const;

  std::unique_ptr<State> state_;
  DatabaseUri uri_;
  std::string place_;
};

// A name as SQL writes it, in backquotes.
std::string quoted_mysql_name(const std::string& name);

}  // namespace aval
