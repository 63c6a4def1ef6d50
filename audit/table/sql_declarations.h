// The tables that a SQL script declares: CREATE TABLE, ALTER TABLE ... ADD, COMMENT ON, CREATE TYPE
// ... AS ENUM, in the dialects of PostgreSQL, MySQL, MariaDB and SQLite. Nothing is executed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/table/declared_column.h"
#include "audit/table/sql_text.h"

namespace aval {

struct SqlCursor;

// Reads statements in order into `declared`. Names are compared without case or schema.
class SqlDeclarations {
 public:
  explicit SqlDeclarations(DeclaredTables& declared) : declared_(declared) {}
  void read(const SqlStatement& statement, bool backslash_escapes);
  // Gives columns the values of their enumerated type, whose statement may come later.
  void finish();

 private:
  void read_create(SqlCursor& cursor, const SqlStatement& statement);
  void read_type(SqlCursor& cursor);
  void read_table(SqlCursor& cursor, const SqlStatement& statement);
  bool read_table_items(SqlCursor& cursor, std::size_t table);
  void read_item(SqlCursor& item, std::size_t table);
  void read_table_constraint(SqlCursor& item, std::size_t table);
  void read_column(SqlCursor& item, std::size_t table);
  void read_column_rest(SqlCursor& item, TableColumn& column);
  void read_table_options(SqlCursor& cursor, std::size_t table);
  void read_alter(SqlCursor& cursor);
  void read_comment(SqlCursor& cursor);
  TableInfo* find_table(const std::string& name);
  TableColumn* find_column(TableInfo& table, const std::string& name);

  DeclaredTables& declared_;
  std::map<std::string, std::size_t> tables_;                          // by folded name
  std::map<std::string, std::map<std::string, std::size_t>> columns_;  // of each folded table
  std::map<std::string, std::vector<std::string>> enumerations_;       // values of enumerated types
};

}  // namespace aval
