// A connection to PostgreSQL in one read-only transaction: every table is seen as it was at the
// start. The only file pair that calls libpq.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/database_uri.h"

namespace aval {

// One answer: rows of cells as text.
using TextRows = std::vector<std::vector<std::string>>;

// Not thread-safe: one command at a time.
class PostgresSession {
 public:
  // Connects, opens the transaction and sets its limits. Passwords come from where libpq looks for
  // them (service file, PGPASSFILE, ~/.pgpass, PGPASSWORD). Error(input) in words for the user.
  explicit PostgresSession(const DatabaseUri& uri);
  ~PostgresSession();
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  // The address as reports show it, with what a service file gave.
  const std::string& place() const { return place_; }
  const std::string& database() const { return database_; }

  // A query of the catalogue. Error(input) when it fails.
  TextRows query(const std::string& sql, const std::vector<std::string>& arguments = {});
  // A query of data, which may be refused or stopped: then none, and the transaction goes on.
  // `failure` gets the code of ReadStats that says why.
  std::optional<TextRows> try_query(const std::string& sql, std::string& failure);

  // Starts COPY (query) TO STDOUT; false when it is refused. One at a time: Error(internal).
  bool start_copy(const std::string& query, std::string& failure);
  // The next line, valid until the next call; none at the end, with `failure` set when it came too
  // early. Error(input) when the server is gone.
  std::optional<std::string_view> next_line(std::string& failure);
  // Ends a copy that is not read to its end. Never throws.
  void stop_copy() noexcept;

  std::string quoted(const std::string& identifier) const;

 private:
  struct State;
  void begin(const DatabaseUri& uri);
  void run(const std::string& sql);
  std::string roll_back(const std::string& code);
  void require_alive() const;

  std::unique_ptr<State> state_;
  std::string place_;
  std::string database_;
};

}  // namespace aval
