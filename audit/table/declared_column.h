// A column as a schema declares it, kept within bounds whatever the schema holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/table/table_reader.h"

namespace aval {

// What a schema of good faith never reaches; past it the rest is left out and the note "schema_cut"
// says so.
inline constexpr std::size_t kMaxSchemaBytes = 16777216;       // a JSON schema is held in memory
inline constexpr std::size_t kMaxDeclaredTables = 2000;        // of one source
inline constexpr std::size_t kMaxDeclaredColumns = 10000;      // of one table
inline constexpr std::size_t kMaxAllDeclaredColumns = 100000;  // of one source

// Tables with columns and no rows, as read from one source.
struct DeclaredTables {
  std::vector<TableInfo> tables;
  std::vector<std::string> notes;           // "schema_cut", "sql_data_not_read", "schema_elsewhere"
  std::vector<std::uint64_t> broken_lines;  // lines of declarations that could not be read (SQL)
  std::size_t columns = 0;                  // of all tables
};

// Adds an empty table; null once there are too many (the note is then made).
TableInfo* add_declared_table(DeclaredTables& declared, std::string_view name);
// Adds a column to a table of `declared`; null once there are too many, or when the name is empty.
TableColumn* add_declared_column(DeclaredTables& declared, TableInfo& table, std::string_view name);

// Texts are trimmed, made valid UTF-8 without NUL, and cut at a length that no heading reaches; a
// second comment is joined to the first.
void set_title(TableColumn& column, std::string_view text);
void add_comment(std::string& comment, std::string_view text);
void add_example(TableColumn& column, std::string_view value);
void add_allowed_value(TableColumn& column, std::string_view value);
// "string", "string:email"; the default format of Table Schema says nothing.
void set_declared_type(TableColumn& column, std::string_view type, std::string_view format);

// What a declared type lets cells be, whatever the language it is written in.
enum class DeclaredKind {
  unknown,
  text,
  integer,
  number,
  boolean,
  date,
  time,
  year,
  email,
  link,
  ip_address,
  uuid,
  binary,
  geometry,
  structure
};

// Knows Table Schema, JSON Schema with its formats, and the types of PostgreSQL, MySQL, SQLite,
// Oracle, SQL Server and of French data dictionaries ("chaîne", "entier", "date").
DeclaredKind declared_kind(std::string_view declared_type);
std::string_view name_of(DeclaredKind kind);

}  // namespace aval
